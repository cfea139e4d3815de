import { isWorkflowTerminal, type RerunWorkflowRequest } from '#contract/index.ts';
import { decideAnew } from '../core/decide.ts';
import { placeToResume } from '../core/operations/failed-child.ts';
import { pauseWorkflow, resumeWorkflow, terminateByUser } from '../core/operations/lifecycle.ts';
import { assertRerunnable, replaceInput, rerunWorkflow } from '../core/operations/rerun.ts';
import { resetCallbacks } from '../core/operations/reset-callbacks.ts';
import { restartWorkflow } from '../core/operations/restart.ts';
import { assertRetriable, retryWorkflow } from '../core/operations/retry-workflow.ts';
import { skipTask } from '../core/operations/skip-task.ts';
import type { Workflows } from '../engine.ts';
import { invalid, isGone, notFound } from '../errors.ts';
import type { EngineParts } from './parts.ts';

type Operators = Pick<
  Workflows,
  | 'pause'
  | 'resume'
  | 'terminate'
  | 'restart'
  | 'retry'
  | 'rerun'
  | 'skipTask'
  | 'remove'
  | 'resetCallbacks'
  | 'decide'
  | 'verifyAndRepair'
  | 'requeue'
>;

/** What operators do to executions. What is done to a child its parents hear of before the answer. */
export function createOperators({ runtime, definitions, idempotency, ports }: EngineParts): Operators {
  const { tools } = runtime;
  const { store } = ports;

  /** The execution, this one or one below it, with which a retry that resumes children begins. */
  async function deepestFailed(workflowId: string): Promise<string | undefined> {
    const state = await runtime.read(workflowId);
    assertRetriable(state.workflow.status, state.size === 0);
    const place = placeToResume(state, tools);
    if (place?.childId === undefined) return place && workflowId;
    try {
      return (await deepestFailed(place.childId)) ?? workflowId;
    } catch (error) {
      if (isGone(error)) return workflowId;
      throw error;
    }
  }

  /** The execution below another one in which a task stands. */
  async function executionOf(taskId: string, workflowId: string): Promise<string | undefined> {
    const task = await store.task(taskId);
    for (let at = task?.workflowInstanceId; at !== undefined;) {
      if (at === workflowId) return task?.workflowInstanceId;
      at = (await store.workflowModel(at))?.parentWorkflowId;
    }
    return undefined;
  }

  async function rerun(workflowId: string, request: RerunWorkflowRequest): Promise<void> {
    await runtime.rebuild(workflowId, (state, now) => rerunWorkflow(state, now, tools, request));
    await runtime.reviveParents(workflowId, 'reran');
  }

  return {
    pause: (workflowId) => runtime.change(workflowId, pauseWorkflow),

    resume: (workflowId) => runtime.change(workflowId, (draft) => resumeWorkflow(draft, tools)),

    terminate: (workflowId, reason) =>
      runtime.change(workflowId, (draft) => terminateByUser(draft, tools, reason)),

    async restart(workflowId, { useLatestDefinitions }) {
      await runtime.rebuild(workflowId, async (state, now) => {
        const { workflowName: name } = state.workflow;
        const latest = useLatestDefinitions ? await definitions.workflow(name) : undefined;
        if (useLatestDefinitions && latest === undefined) {
          throw notFound(`No such workflow found by name: ${name}, version: null`);
        }
        return restartWorkflow(state, now, tools, latest && definitions.prepared(latest));
      });
      await runtime.reviveParents(workflowId, 'restarted');
    },

    async retry(workflowId, { resumeSubworkflowTasks }) {
      const from = resumeSubworkflowTasks ? await deepestFailed(workflowId) : workflowId;
      if (from === undefined) return;
      const how = { resumeChildren: resumeSubworkflowTasks };
      await runtime.change(from, (draft) => retryWorkflow(draft, tools, how));
      await runtime.reviveParents(from, 'retried');
    },

    async rerun(workflowId, request) {
      const { reRunFromTaskId: taskId = '' } = request;
      const { workflow } = await runtime.read(workflowId);
      assertRerunnable(workflow);
      const at = taskId === '' ? workflowId : await executionOf(taskId, workflowId);
      if (at === undefined) throw invalid(`Task ${taskId} not found`);
      if (at === workflowId) {
        await rerun(workflowId, request);
      } else {
        assertRerunnable((await runtime.read(at)).workflow);
        await runtime.change(workflowId, (draft) => replaceInput(draft, request));
        await rerun(at, { reRunFromTaskId: taskId, taskInput: request.taskInput });
      }
      return workflowId;
    },

    skipTask: (workflowId, reference, given) =>
      runtime.change(workflowId, (draft) => skipTask(draft, tools, reference, given)),

    async remove(workflowId, { archive }) {
      const known = await store.workflowModel(workflowId);
      await idempotency.forget(known, (changes) =>
        runtime.remove(workflowId, ({ workflow }) => {
          if (archive && !isWorkflowTerminal(workflow.status)) {
            throw invalid(`Cannot archive workflow: ${workflowId} with status: ${workflow.status}`);
          }
          return [{ kind: 'workflow.delete', workflowId, keepSummary: archive }, ...changes];
        }),
      );
    },

    resetCallbacks: (workflowId) => runtime.change(workflowId, resetCallbacks),

    decide: (workflowId) => runtime.change(workflowId, (draft) => decideAnew(draft, tools)),

    async verifyAndRepair(workflowId) {
      await runtime.change(workflowId, (draft) => decideAnew(draft, tools));
      return false;
    },

    async requeue(workflowId) {
      const workflow = await store.workflowModel(workflowId);
      if (workflow === undefined || isWorkflowTerminal(workflow.status)) return true;
      await runtime.change(workflowId, (draft) => decideAnew(draft, tools));
      return false;
    },
  };
}
