import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { Task, Workflow } from '#contract/index.ts';
import { formatCount } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';
import { toMillis } from '#lib/time.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { TimeAt } from '#ui/time-display.tsx';
import { ExecutionLink } from '../components/execution-link.tsx';
import { isFailure, taskDefinitionOf, type Step } from '../model/attempts.ts';
import { takenBy } from '../model/exclusive-join.ts';
import { subWorkflowIdOf } from '../model/relations.ts';
import { limitsOf, retriesLeft, retryPolicy, seconds } from '../model/retry-policy.ts';
import { evaluatedCase, httpRequestOf, httpStatusOf } from '../model/task-details.ts';
import { stepType } from '../model/task-info.ts';
import { waitDeadline } from '../model/waiting.ts';
import classes from './panel.module.css';

export interface OverviewFactsProps {
  readonly workflow: Workflow;
  readonly step: Step;
  readonly task: Task;
}

interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** A fact, unless there is nothing to say. */
function fact(label: string, value: ReactNode): readonly Fact[] {
  return value === undefined || value === '' ? [] : [{ label, value }];
}

/** The facts about one attempt, as a list of names and values. */
export function OverviewFacts({ workflow, step, task }: OverviewFactsProps): ReactElement {
  const facts = [...aboutStep(workflow, step, task), ...aboutTimes(task), ...aboutNames(workflow, task)];
  return (
    <dl className={classes['facts']}>
      {facts.map(({ label, value }) => (
        <FactRow key={label} label={label} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ label, value }: Fact): ReactElement {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function aboutStep(workflow: Workflow, step: Step, task: Task): readonly Fact[] {
  const subWorkflow = subWorkflowIdOf(task);
  const policy = retryPolicy(task);
  return [
    ...fact('Request', mono(httpRequestOf(task))),
    ...fact('Answer', httpStatusOf(task)),
    ...fact('Took the case', mono(evaluatedCase(task))),
    ...fact('Output from', mono(takenBy(task, workflow.tasks))),
    ...fact('Sub-workflow', subWorkflow === undefined ? undefined : <ExecutionLink id={subWorkflow} />),
    ...fact('Retries', isFailure(task) && policy !== 'none' ? `${policy} · ${retriesLeft(step)}` : policy),
    ...fact(
      'Optional',
      task.workflowTask?.optional === true ? 'the workflow goes on if it fails' : undefined,
    ),
    ...fact('Limits', limitsOf(task)),
    ...fact('Poll count', task.pollCount > 0 ? formatCount(task.pollCount) : undefined),
    ...fact('Worker', mono(task.workerId)),
    ...fact('Domain', mono(task.domain)),
  ];
}

function aboutTimes(task: Task): readonly Fact[] {
  const definition = taskDefinitionOf(task);
  const deadline = stepType(task) === 'WAIT' ? waitDeadline(task) : undefined;
  const response = task.responseTimeoutSeconds;
  const timeout = definition?.timeoutSeconds ?? 0;
  return [
    ...fact('Scheduled', at(task.scheduledTime)),
    ...fact('Started', at(task.startTime)),
    ...fact('Ended', at(task.endTime)),
    ...fact('Waits until', deadline === undefined ? undefined : <TimeAt at={deadline} />),
    ...fact('Updated', task.endTime > 0 ? undefined : at(task.updateTime)),
    ...fact('Timeout', timeout > 0 ? `${seconds(timeout)} in all` : undefined),
    ...fact('Heartbeat', response > 0 ? `the worker must report within ${seconds(response)}` : undefined),
  ];
}

function aboutNames(workflow: Workflow, task: Task): readonly Fact[] {
  const { workflowName, workflowVersion } = workflow;
  const ref = task.workflowTask?.taskReferenceName;
  const definition = (
    <Link to={paths.definition(workflowName, workflowVersion, ref === undefined ? {} : { task: ref })}>
      {task.workflowTask?.name || task.taskDefName || workflowName}
    </Link>
  );
  return [
    ...fact('Definition', definition),
    ...fact('Task type', mono(task.workflowTask?.type ?? task.taskType)),
    ...fact('Iteration', task.iteration > 0 ? formatCount(task.iteration) : undefined),
    ...fact('Sequence', task.seq > 0 ? formatCount(task.seq) : undefined),
    ...fact('Task id', <WithCopy text={task.taskId} label="Copy task id" />),
  ];
}

function mono(text: string | undefined): ReactNode {
  return text === undefined || text === '' ? undefined : <span className="mono">{text}</span>;
}

function at(time: number): ReactNode {
  const millis = toMillis(time);
  return millis === undefined ? undefined : <TimeAt at={millis} />;
}

interface WithCopyProps {
  readonly text: string;
  readonly label: string;
}

function WithCopy({ text, label }: WithCopyProps): ReactElement {
  return (
    <span className={classes['withCopy']}>
      <span className="mono">{text}</span>
      <CopyButton value={text} label={label} />
    </span>
  );
}
