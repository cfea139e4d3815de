import type { ReactElement, ReactNode } from 'react';
import { isWorkflowTerminal } from '#contract/index.ts';
import { taskTypeInfo } from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { JsonView } from '#ui/json-view/json-view.tsx';
import type { Selection } from '../model/selection.ts';
import classes from './panel.module.css';

export interface NotReachedProps {
  readonly selection: Selection;
  /** Of the execution. */
  readonly status: string;
  readonly stopReason: string | undefined;
  readonly valueLines: ReactNode;
  readonly onSelect: (key: string) => void;
}

/** A step the run has not come to, or one that there is not. */
export function NotReached(props: NotReachedProps): ReactElement {
  const { selection, status, stopReason, valueLines, onSelect } = props;
  const { key: name, node, iterations } = selection;
  if (node === undefined) {
    return (
      <p className={classes['note']}>
        No task of this execution is called {name}. It may have been removed by a restart or a rerun.
      </p>
    );
  }
  const elsewhere = iterations[0];
  return (
    <div className={classes['overview']}>
      <p className={classes['note']}>
        {stopReason === undefined
          ? notReachedText(selection, isWorkflowTerminal(status))
          : `The server could not begin this step, and the execution failed: ${stopReason}`}
      </p>
      {elsewhere !== undefined && (
        <button type="button" className={classes['back']} onClick={() => onSelect(elsewhere.step.ref)}>
          It ran in iteration {formatCount(elsewhere.iteration)}
        </button>
      )}
      {valueLines}
      {node.type !== '' && (
        <>
          <h3>{taskTypeInfo(node.type).label}, as defined</h3>
          <JsonView value={node.task} label={`Definition of ${name}`} openDepth={3} />
        </>
      )}
    </div>
  );
}

/** The loop around it may go on, or the execution with an iteration behind it. */
function notReachedText({ loop, iterations }: Selection, hasEnded: boolean): string {
  if (loop === undefined || (iterations.length === 0 && loop.run.latest === 1)) {
    return hasEnded
      ? 'The execution ended without coming to this step.'
      : 'The execution has not come to this step yet.';
  }
  const { shown, latest } = loop.run;
  const iteration = `Iteration ${formatCount(shown)} of ${loop.node.ref}`;
  return hasEnded || shown < latest
    ? `${iteration} did not come to this step.`
    : `${iteration} has not come to this step yet.`;
}
