import { useState, type ReactElement } from 'react';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { formatQuantity } from '#lib/formats.ts';
import { StatusGlyph } from '#ui/status-icon.tsx';
import { ToolButton } from '#ui/tool-button.tsx';
import spoken from '#ui/spoken.module.css';
import { countProblems, type Problem } from '../model/problem.ts';
import classes from './problems.module.css';

export interface ProblemsPanelProps {
  readonly problems: readonly Problem[];
  /** False until the text has been read for the first time. */
  readonly isChecked: boolean;
  readonly onShow: (problem: Problem) => void;
  readonly onFix: (problem: Problem) => void;
}

// A text with more problems than this has one cause; the rest would only slow the page down.
const most = 200;

/** What is wrong with the text, line by line; a click or Enter leads there. */
export function ProblemsPanel({ problems, isChecked, onShow, onFix }: ProblemsPanelProps): ReactElement {
  const [open, setOpen] = useState(true);
  const { errors, warnings } = countProblems(problems);
  const shown = problems.slice(0, most);
  const label = open ? 'Hide the list of problems' : 'Show the list of problems';
  return (
    <section className={classes['panel']} aria-label="Problems">
      <div className={classes['head']}>
        <h2>Problems</h2>
        <span role="status" className={classes['counts']}>
          {errors > 0 && (
            <span className={classes['chip']} data-severity="error">
              {formatQuantity(errors, 'error')}
            </span>
          )}
          {warnings > 0 && (
            <span className={classes['chip']} data-severity="warning">
              {formatQuantity(warnings, 'warning')}
            </span>
          )}
          {problems.length === 0 && (
            <span className="muted">{isChecked ? 'None found' : 'Being looked for …'}</span>
          )}
        </span>
        <span className={classes['hint']}>Checked as you type</span>
        {problems.length > 0 && (
          <ToolButton
            label={label}
            icon={open ? <ChevronDown size={14} aria-hidden /> : <ChevronUp size={14} aria-hidden />}
            onClick={() => setOpen(!open)}
          />
        )}
      </div>
      {open && shown.length > 0 && (
        <ul className={classes['list']}>
          {shown.map((problem) => (
            <ProblemRow key={problem.key} problem={problem} onShow={onShow} onFix={onFix} />
          ))}
          {problems.length > most && (
            <li className={classes['more']}>And {formatQuantity(problems.length - most, 'more', 'more')}.</li>
          )}
        </ul>
      )}
    </section>
  );
}

interface ProblemRowProps {
  readonly problem: Problem;
  readonly onShow: (problem: Problem) => void;
  readonly onFix: (problem: Problem) => void;
}

function ProblemRow({ problem, onShow, onFix }: ProblemRowProps): ReactElement {
  const { severity, ref, message, line, source, fix } = problem;
  const isError = severity === 'error';
  return (
    <li className={classes['row']}>
      <button type="button" className={classes['show']} onClick={() => onShow(problem)}>
        <StatusGlyph shape={isError ? 'cross' : 'warning'} tone={isError ? 'failed' : 'paused'} />
        <span className={spoken['only']}>
          {isError ? 'Error' : 'Warning'} in line {line}:
        </span>
        <span className={classes['what']}>
          <span className={classes['ref']} title={ref}>
            {ref === '' ? 'Workflow' : ref}
          </span>{' '}
          <span className={classes['message']}>
            {source === 'server' && 'The server says: '}
            {message}
          </span>
        </span>
      </button>
      {fix !== undefined && (
        <button type="button" className={classes['fix']} onClick={() => onFix(problem)}>
          Change to {fix.meant}
        </button>
      )}
      <span className={classes['line']} aria-hidden="true">
        line {line}
      </span>
    </li>
  );
}
