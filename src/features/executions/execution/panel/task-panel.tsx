import { useEffect, useRef, type ReactElement } from 'react';
import { CloseButton } from '@mantine/core';
import { Link as LinkIcon } from 'lucide-react';
import { Link } from 'react-router';
import { CopyButton } from '#ui/copy-button.tsx';
import { TabPanel, Tabs, type Tab } from '#ui/tabs.tsx';
import { Status } from '#ui/status.tsx';
import { formatCount, formatQuantity, visibleName } from '#lib/formats.ts';
import type { GraphNode, WorkflowGraph } from '#graph/index.ts';
import { paths } from '#lib/paths.ts';
import type { PanelTab } from '../hooks/use-selection.ts';
import type { RequestMutation } from '../hooks/use-execution-request.ts';
import type { Execution } from '../model/execution.ts';
import { keyBeside, nameOf } from '../model/keys.ts';
import { isCollection, type Selection } from '../model/selection.ts';
import { Attempts } from './attempts.tsx';
import { IterationNav } from './iteration-nav.tsx';
import { Members } from './members.tsx';
import { NotReached } from './not-reached.tsx';
import classes from './panel.module.css';
import { PanelTitle } from './panel-title.tsx';
import { TaskDetails } from './task-details.tsx';
import { TypeLine } from './type-line.tsx';
import { ValueLines } from './value-lines.tsx';

export interface TaskPanelProps {
  readonly execution: Execution;
  /** That the selection is in. */
  readonly graph: WorkflowGraph;
  readonly selection: Selection;
  /** Whether the execution is one of a sub-workflow that the graph draws in place. */
  readonly isInside: boolean;
  /** Why there is nothing to show of it yet. */
  readonly note: string | undefined;
  /** Why the server could not begin it, and the execution ended here. */
  readonly stopReason: string | undefined;
  readonly tab: PanelTab;
  readonly mutation: RequestMutation;
  /** The address of the selection. */
  readonly link: () => string;
  readonly onTab: (tab: PanelTab) => void;
  readonly onSelect: (key: string | null, attempt?: string) => void;
}

/** All about one step: how it went, what it was given, what it gave, and what can be done about it. */
export function TaskPanel(props: TaskPanelProps): ReactElement {
  const { execution, selection, note, isInside, tab, link, onTab, onSelect } = props;
  const { workflow } = execution;
  const { key, node, iterations, step, loop, task } = selection;
  const title = useRef<HTMLHeadingElement>(null);
  const followed = useRef('');
  // What was pressed is gone with the task before: whoever came by keys goes on at the top of the next one.
  useEffect(() => {
    if (followed.current !== key) return;
    followed.current = '';
    title.current?.focus();
  }, [key]);
  const valueLines = node !== undefined && (
    <ValueLines
      graph={props.graph}
      node={node}
      onFollow={(other: GraphNode) => {
        const name = nameOf(other);
        followed.current = keyBeside(selection, name);
        onSelect(name);
      }}
    />
  );
  const attempts = step?.attempts.length ?? 0;
  const tabs: readonly Tab<PanelTab>[] = [
    { id: 'overview', label: 'Overview' },
    { id: 'input', label: 'Input' },
    { id: 'output', label: 'Output' },
    { id: 'logs', label: 'Logs' },
    { id: 'attempts', label: 'Attempts', count: attempts > 1 ? formatCount(attempts) : undefined },
    { id: 'json', label: 'JSON' },
  ];
  return (
    <div className={classes['panel']}>
      <header className={classes['head']}>
        <div className={classes['title']}>
          <PanelTitle ref={title} title={titleOf(selection)} />
          {task !== undefined && <Status status={task.status} pill />}
        </div>
        <div className={classes['headTools']}>
          <CopyButton label="Copy link to this task" value={link} icon={<LinkIcon size={14} aria-hidden />} />
          <CloseButton aria-label="Close the task panel" onClick={() => onSelect(null)} />
        </div>
        {step !== undefined && task !== undefined && <TypeLine step={step} task={task} />}
        {step !== undefined && task !== step.latest && (
          <button type="button" className={classes['back']} onClick={() => onSelect(step.ref)}>
            An older attempt · show the newest
          </button>
        )}
        {isInside && (
          <p className={classes['typeLine']}>
            In <Link to={paths.execution(workflow.workflowId)}>{workflow.workflowName}</Link>, an execution of
            its own
          </p>
        )}
        {step !== undefined && node !== undefined && isCollection(node) && (
          <button type="button" className={classes['back']} onClick={() => onSelect(nameOf(node))}>
            One of {formatQuantity(node.members.length, 'branch', 'branches')}
          </button>
        )}
        {step !== undefined && (iterations.length > 1 || (loop?.run.latest ?? 0) > 1) && (
          <IterationNav iterations={iterations} step={step} loop={loop?.run} onSelect={onSelect} />
        )}
      </header>
      {step === undefined || task === undefined ? (
        isCollection(node) && iterations.length > 0 ? (
          <Members iterations={iterations} onSelect={onSelect} />
        ) : note !== undefined ? (
          <p className={classes['note']} role="status">
            {note}
          </p>
        ) : (
          <NotReached
            selection={selection}
            status={workflow.status}
            stopReason={props.stopReason}
            valueLines={valueLines}
            onSelect={onSelect}
          />
        )
      ) : (
        <>
          <Tabs name="task" label="About this task" tabs={tabs} value={tab} onChange={onTab} />
          <TabPanel name="task" value={tab} className={classes['body']}>
            {tab === 'attempts' ? (
              <Attempts step={step} iterations={iterations} chosen={task.taskId} onSelect={onSelect} />
            ) : (
              <TaskDetails
                key={task.taskId}
                execution={execution}
                graph={props.graph}
                scope={node?.scope ?? ''}
                valueLines={valueLines}
                step={step}
                task={task}
                tab={tab}
                mutation={props.mutation}
              />
            )}
          </TabPanel>
        </>
      )}
    </div>
  );
}

function titleOf({ key, node, step }: Selection): string {
  if (step !== undefined) return visibleName(step.ref);
  return visibleName(node === undefined ? key : node.ref || node.name || key);
}
