import { isWorkflowTerminal, type SignalResponse, type TaskResultStatus } from '#contract/index.ts';
import { updateTask } from '../core/operations/update-task.ts';
import { isOpen } from '../core/workflow-state.ts';
import type { Tasks, WaitOptions } from '../engine.ts';
import { notFound } from '../errors.ts';
import type { Payload } from '../model.ts';
import { blockingTask, findInTree, openTasks } from './blocked.ts';
import type { EngineParts } from './parts.ts';
import { signalResponse } from './signal-response.ts';

/** Signals, and waiting for what an execution does next. */
export interface Signals extends Pick<Tasks, 'signal' | 'signalAndWait'> {
  /** Waits until the execution has ended or is blocked, or one of the tasks has ended. */
  waitFor(
    workflowId: string,
    waitUntilTasks: readonly string[],
    options: WaitOptions,
  ): Promise<SignalResponse>;
}

export function createSignals(parts: EngineParts): Signals {
  const { runtime, watch, ports } = parts;

  /** Nothing is signalled that has been taken by another signal meanwhile: then the search begins again. */
  async function signal(workflowId: string, status: TaskResultStatus, output: Payload): Promise<boolean> {
    for (;;) {
      const { found } = await findInTree(runtime, workflowId, (state) =>
        openTasks(state).find((task) => task.taskType === 'WAIT'),
      );
      if (found === undefined) return false;
      const { taskId } = found.task;
      const isDone = await runtime.change(found.state.workflow.workflowId, (draft) => {
        const task = draft.task(taskId);
        if (task === undefined || !isOpen(task)) return false;
        const outputData = { ...task.outputData, ...output };
        const { callbackAfterSeconds } = task;
        updateTask(draft, runtime.tools, { taskId, status, outputData, callbackAfterSeconds });
        return true;
      });
      if (isDone) return true;
    }
  }

  async function waitFor(
    workflowId: string,
    waitUntilTasks: readonly string[],
    { timeoutMs, returnStrategy, requestId = ports.ids.uuid(), cancellation }: WaitOptions,
  ): Promise<SignalResponse> {
    const { seen, isInTime } = await watch.until(
      (follow) => findInTree(runtime, workflowId, (state) => blockingTask(state, waitUntilTasks), follow),
      ({ root, found }) => found !== undefined || isWorkflowTerminal(root.workflow.status),
      runtime.now() + timeoutMs,
      cancellation,
    );
    return signalResponse({ root: seen.root, blocking: seen.found, isInTime, requestId }, returnStrategy);
  }

  return {
    signal,
    waitFor,
    async signalAndWait(workflowId, status, output, options) {
      if (!(await signal(workflowId, status, output))) {
        throw notFound(`Found no blocked task in workflow ${workflowId} to signal`);
      }
      return waitFor(workflowId, [], options);
    },
  };
}
