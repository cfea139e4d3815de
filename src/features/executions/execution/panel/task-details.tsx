import type { ReactElement, ReactNode } from 'react';
import type { Task } from '#contract/index.ts';
import { nodeOfTask, scopedRef, type WorkflowGraph } from '#graph/index.ts';
import { JsonView } from '#ui/json-view/json-view.tsx';
import type { RequestMutation } from '../hooks/use-execution-request.ts';
import type { PanelTab } from '../hooks/use-selection.ts';
import type { Step } from '../model/attempts.ts';
import { rawTaskOf, type Execution } from '../model/execution.ts';
import { Logs } from './logs.tsx';
import { Overview } from './overview.tsx';
import { PayloadView } from './payload-view.tsx';
import classes from './panel.module.css';

export interface TaskDetailsProps {
  readonly execution: Execution;
  readonly graph: WorkflowGraph;
  /** Of the graph: the sub-workflow that the execution is drawn in, '' for none. */
  readonly scope: string;
  /** Where its values come from and go. */
  readonly valueLines: ReactNode;
  readonly step: Step;
  /** The chosen attempt. */
  readonly task: Task;
  readonly tab: Exclude<PanelTab, 'attempts'>;
  readonly mutation: RequestMutation;
}

export function TaskDetails(props: TaskDetailsProps): ReactElement {
  const { execution, graph, scope, step, task, tab, mutation } = props;
  const isTask = (ref: string): boolean =>
    execution.definition === undefined || nodeOfTask(graph, scopedRef(scope, ref)) !== undefined;
  switch (tab) {
    case 'overview':
      return (
        <Overview
          workflow={execution.workflow}
          isTask={isTask}
          step={step}
          task={task}
          valueLines={props.valueLines}
          mutation={mutation}
        />
      );
    case 'logs':
      return <Logs task={task} />;
    case 'input':
    case 'output':
    case 'json':
      return (
        <div className={classes['payload']}>
          <Payload execution={execution} step={step} task={task} which={tab} />
        </div>
      );
    default:
      return tab satisfies never;
  }
}

interface PayloadProps extends Pick<TaskDetailsProps, 'execution' | 'step' | 'task'> {
  readonly which: 'input' | 'output' | 'json';
}

function Payload({ execution, step, task, which }: PayloadProps): ReactElement {
  switch (which) {
    case 'input':
      return (
        <PayloadView
          value={task.inputData}
          label={`Input of ${step.ref}`}
          root={`${step.ref}.input`}
          stored={task.externalInputPayloadStoragePath}
          empty="This task was given no input."
        />
      );
    case 'output':
      return (
        <PayloadView
          value={task.outputData}
          label={`Output of ${step.ref}`}
          root={`${step.ref}.output`}
          stored={task.externalOutputPayloadStoragePath}
          empty="This task has given no output."
        />
      );
    case 'json':
      return <JsonView value={rawTaskOf(execution, task.taskId)} label={`Task ${step.ref}`} openDepth={1} />;
    default:
      return which satisfies never;
  }
}
