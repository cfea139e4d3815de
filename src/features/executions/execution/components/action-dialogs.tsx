import { useState, type ReactElement } from 'react';
import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Workflow } from '#contract/index.ts';
import { formatQuantity } from '#lib/formats.ts';
import { workflowNamesQuery } from '#lib/workflow-names.ts';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import type { ExecutionRequest } from '../api.ts';
import type { RequestMutation } from '../hooks/use-execution-request.ts';
import { failedSubWorkflows, openSteps, retriedSteps } from '../model/actions.ts';
import type { Step } from '../model/attempts.ts';
import { stepType } from '../model/task-info.ts';
import classes from './execution.module.css';

export interface ActionDialogProps {
  readonly workflow: Workflow;
  readonly steps: readonly Step[];
  readonly mutation: RequestMutation;
  readonly onSend: (request: ExecutionRequest) => void;
  readonly onClose: () => void;
}

function names(steps: readonly Step[]): string {
  const listed = steps.slice(0, 4).map(({ ref }) => ref);
  return steps.length > listed.length
    ? `${listed.join(', ')} and ${steps.length - listed.length} more`
    : listed.join(', ');
}

export function TerminateDialog(props: ActionDialogProps): ReactElement {
  const { workflow, steps, mutation, onSend, onClose } = props;
  const open = openSteps(steps);
  const children = open.filter(({ latest }) => stepType(latest) === 'SUB_WORKFLOW');
  const failureWorkflow = workflow.workflowDefinition?.failureWorkflow ?? '';
  return (
    <ConfirmDialog
      title={`Terminate ${workflow.workflowName}`}
      confirmLabel="Terminate"
      danger
      reason={{ label: 'Reason', placeholder: 'Kept with the execution, for whoever looks at it later' }}
      pending={mutation.isPending}
      error={mutation.error}
      onConfirm={(reason) => onSend({ kind: 'terminate', reason })}
      onClose={onClose}
    >
      {open.length === 0 ? (
        <p>The execution ends as terminated. It has no open tasks.</p>
      ) : (
        <p>
          The execution ends as terminated, and{' '}
          <strong>{formatQuantity(open.length, 'open task is', 'open tasks are')} canceled</strong>:{' '}
          {names(open)}. A worker that is busy with one may finish it, but nobody will use the result.
        </p>
      )}
      {children.length > 0 && (
        <p>{formatQuantity(children.length, 'running sub-workflow')} will be terminated with it.</p>
      )}
      {failureWorkflow !== '' && (
        <p>
          Its failure workflow, {failureWorkflow}, is <strong>not</strong> started by this.
        </p>
      )}
      <p>It can be retried or restarted afterwards.</p>
    </ConfirmDialog>
  );
}

export function RestartDialog(props: ActionDialogProps): ReactElement {
  const { workflow, mutation, onSend, onClose } = props;
  const [choice, setChoice] = useState('current');
  const versions = useQuery(workflowNamesQuery).data?.[workflow.workflowName];
  const latest = versions?.at(-1)?.version;
  return (
    <ConfirmDialog
      title={`Restart ${workflow.workflowName}`}
      confirmLabel="Restart"
      pending={mutation.isPending}
      error={mutation.error}
      onConfirm={() => onSend({ kind: 'restart', useLatest: choice === 'latest' })}
      onClose={onClose}
    >
      <p>
        It runs from the beginning, under the same id and with the same input. What its{' '}
        <strong>{formatQuantity(workflow.tasks.length, 'task')}</strong> did so far is forgotten, and its
        variables stay as they are now.
      </p>
      <Radio.Group label="Definition" value={choice} onChange={setChoice}>
        <div className={classes['options']}>
          <Radio
            value="current"
            label={`The one it ran with, version ${workflow.workflowVersion}`}
            description="As it was when the execution started, even if it has been changed since"
          />
          <Radio
            value="latest"
            label={`The latest${latest === undefined ? '' : `, version ${latest}`}`}
            description="As it is on the server now"
          />
        </div>
      </Radio.Group>
    </ConfirmDialog>
  );
}

export function RetryDialog(props: ActionDialogProps): ReactElement {
  const { workflow, steps, mutation, onSend, onClose } = props;
  const [choice, setChoice] = useState('inside');
  const children = failedSubWorkflows(steps);
  return (
    <ConfirmDialog
      title={`Retry ${workflow.workflowName}`}
      confirmLabel="Retry"
      pending={mutation.isPending}
      error={mutation.error}
      onConfirm={() => onSend({ kind: 'retry', resumeSubWorkflows: choice === 'inside' })}
      onClose={onClose}
    >
      <p>
        <strong>{formatQuantity(retriedSteps(steps).length, 'step')}</strong> did not succeed, among them{' '}
        {formatQuantity(children.length, 'sub-workflow')}: {names(children)}.
      </p>
      <Radio.Group label="Sub-workflows" value={choice} onChange={setChoice}>
        <div className={classes['options']}>
          <Radio
            value="inside"
            label="Go on inside them"
            description="Retries the failed task in the sub-workflow; what had completed there stays"
          />
          <Radio
            value="anew"
            label="Begin them anew"
            description="Starts a new execution of each sub-workflow from its first task"
          />
        </div>
      </Radio.Group>
    </ConfirmDialog>
  );
}

export function RemoveDialog(props: ActionDialogProps): ReactElement {
  const { workflow, mutation, onSend, onClose } = props;
  return (
    <ConfirmDialog
      title={`Remove ${workflow.workflowName}`}
      confirmLabel="Remove"
      danger
      pending={mutation.isPending}
      error={mutation.error}
      onConfirm={() => onSend({ kind: 'remove' })}
      onClose={onClose}
    >
      <p>
        The execution, its <strong>{formatQuantity(workflow.tasks.length, 'task')}</strong>, their inputs,
        outputs and logs are deleted from the server. Its sub-workflows stay. This cannot be undone.
      </p>
    </ConfirmDialog>
  );
}
