import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import type { Workflow } from '#contract/index.ts';
import { paths } from '#lib/paths.ts';
import { notifyDone, notifyFailed } from '#ui/notify.tsx';
import { RunWorkflowDialog } from '#ui/run-workflow/run-workflow-dialog.tsx';
import type { ExecutionRequest } from '../api.ts';
import {
  RemoveDialog,
  RestartDialog,
  RetryDialog,
  TerminateDialog,
  type ActionDialogProps,
} from '../components/action-dialogs.tsx';
import { actionInfo } from '../components/action-info.ts';
import {
  actionIds,
  failedSubWorkflows,
  obstaclesOf,
  type ActionId,
  type Obstacles,
} from '../model/actions.ts';
import type { Step } from '../model/attempts.ts';
import { useExecutionRequest } from './use-execution-request.ts';

type DialogId = Exclude<ActionId, 'pause' | 'resume'>;

export interface ExecutionActionsState {
  readonly obstacles: Obstacles;
  readonly pending: ActionId | undefined;
  /** Takes an action, or opens the dialog that comes before it. */
  readonly take: (action: ActionId) => void;
  readonly dialog: ReactElement | null;
}

/** The actions on an execution as a whole, with the dialogs they need. */
export function useExecutionActions(
  workflow: Workflow,
  steps: readonly Step[],
  /** Called when there are, or will be, new attempts at tasks. */
  onAnew: () => void,
): ExecutionActionsState {
  const [open, setOpen] = useState<DialogId>();
  const navigate = useNavigate();
  const mutation = useExecutionRequest(workflow.workflowId, onAnew);

  function send(request: ExecutionRequest, inDialog: boolean): void {
    const action = actionIds.find((id) => id === request.kind);
    mutation.mutate(request, {
      onSuccess: () => {
        setOpen(undefined);
        if (action !== undefined) notifyDone(`${actionInfo[action].done}: ${workflow.workflowName}`);
        if (request.kind === 'remove') void navigate(paths.executions());
      },
      onError: (error) => {
        if (!inDialog) notifyFailed(`The server did not ${request.kind} the execution`, error);
      },
    });
  }

  function take(action: ActionId): void {
    mutation.reset();
    if (action === 'pause' || action === 'resume') send({ kind: action }, false);
    else if (action === 'retry' && failedSubWorkflows(steps).length === 0) {
      send({ kind: 'retry', resumeSubWorkflows: false }, false);
    } else setOpen(action);
  }

  const common: ActionDialogProps = {
    workflow,
    steps,
    mutation,
    onSend: (request: ExecutionRequest) => send(request, true),
    onClose: () => setOpen(undefined),
  };

  return {
    obstacles: obstaclesOf(workflow, steps),
    pending: mutation.isPending ? actionIds.find((id) => id === mutation.variables.kind) : undefined,
    take,
    dialog: open === undefined ? null : dialogOf(open, common),
  };
}

function dialogOf(open: DialogId, common: ActionDialogProps): ReactElement {
  switch (open) {
    case 'terminate':
      return <TerminateDialog {...common} />;
    case 'restart':
      return <RestartDialog {...common} />;
    case 'retry':
      return <RetryDialog {...common} />;
    case 'remove':
      return <RemoveDialog {...common} />;
    case 'runAgain': {
      const { workflowName, workflowVersion, input, correlationId } = common.workflow;
      return (
        <RunWorkflowDialog
          name={workflowName}
          version={workflowVersion}
          input={input}
          {...(correlationId === undefined ? {} : { correlationId })}
          onClose={common.onClose}
        />
      );
    }
    default:
      return open satisfies never;
  }
}
