import type { TaskMock, WorkflowTestRequest } from '#contract/index.ts';
import type { Draft } from '../core/draft.ts';
import { bareReference } from '../core/loops.ts';
import { endAbandonedChild, settleChild } from '../core/operations/child.ts';
import { updateTask } from '../core/operations/update-task.ts';
import { runsAs } from '../core/runs-as.ts';
import { isOpen } from '../core/workflow-state.ts';
import type { Tools } from '../core/task-type.ts';
import type { TaskModel, WorkflowModel } from '../model.ts';
import { childRequest, outcomeOfChild } from '../tasks/sub-workflow.ts';
import { reasonToEnd } from './children.ts';
import type { EngineParts } from './parts.ts';
import { registeredWorkflow, startedWorkflow } from './starting.ts';

type Mocks = Pick<WorkflowTestRequest, 'taskRefToMockOutput' | 'subWorkflowTestRequest'>;

/**
 * Answers for the open tasks of a new execution, for as long as there are mocks for them. All of it happens before the
 * execution is first committed: no worker sees the tasks, no call is made, and what has no mock goes on as ever. Gives
 * the executions below it that ran with mocks of their own, to be committed with it.
 */
export async function playMocks(
  parts: EngineParts,
  draft: Draft,
  mocks: Mocks,
  tools = askingFor(draft, parts.runtime.tools),
): Promise<readonly Draft[]> {
  const below: Draft[] = [];
  try {
    await play(parts, tools, draft, mocks, below);
    for (const child of below) endUnlessAwaited(child, [draft, ...below], parts);
    return below;
  } catch (error) {
    for (const { workflow } of [draft, ...below]) parts.workflowLimits.release(workflow);
    throw error;
  }
}

/** Whatever is evaluated below an execution is postponed with it: children have other ids when it is made again. */
function askingFor({ workflow }: Draft, { scripts, jq, ...tools }: Tools): Tools {
  const { workflowId } = workflow;
  return {
    ...tools,
    scripts: {
      evaluate: (script, bindings) => scripts.evaluate(script, bindings, workflowId),
      check: (script) => scripts.check(script),
    },
    jq: { run: (query, input) => jq.run(query, input, workflowId) },
  };
}

async function play(
  parts: EngineParts,
  tools: Tools,
  draft: Draft,
  mocks: Mocks,
  below: Draft[],
): Promise<void> {
  const left = new Map(Object.entries(mocks.taskRefToMockOutput).map(([ref, list]) => [ref, [...list]]));
  const played = new Set<string>();
  const isMocked = (task: TaskModel): boolean => {
    const { mode } = tools.taskType(runsAs(task));
    if (mode === 'join' || mode === 'loop') return false;
    if ((queueOf(task, left) ?? []).length > 0) return true;
    const hasTest = mode === 'child' && testOf(task, mocks.subWorkflowTestRequest) !== undefined;
    return hasTest && !played.has(task.taskId);
  };
  for (
    let next = draft.openTasks().find(isMocked);
    next !== undefined;
    next = draft.openTasks().find(isMocked)
  ) {
    const { taskId } = next;
    const mock = queueOf(next, left)?.shift();
    if (mock === undefined) {
      played.add(taskId);
      const [child, ...others] = await playChild(
        parts,
        tools,
        draft.workflow,
        next,
        mocks.subWorkflowTestRequest,
      );
      below.push(child, ...others);
      settleChild(draft, tools, next, (task) => outcomeOfChild(task, child.workflow));
    } else {
      updateTask(draft, tools, { taskId, status: mock.status, outputData: mock.output });
    }
  }
}

/** Whoever runs a child may have ended meanwhile: for another failure, for instance. */
function endUnlessAwaited(child: Draft, drafts: readonly Draft[], { runtime }: EngineParts): void {
  const { parentWorkflowId, parentWorkflowTaskId = '' } = child.workflow;
  const parent = drafts.find(({ workflow }) => workflow.workflowId === parentWorkflowId);
  const task = parent?.task(parentWorkflowTaskId);
  if (parent === undefined || task === undefined || isOpen(task)) return;
  endAbandonedChild(child, runtime.tools, task.endTime, reasonToEnd(task, parent.workflow));
}

/** The mocks of a task in a loop may be under the reference of its iteration, or under that of the step. */
function queueOf(task: TaskModel, queues: ReadonlyMap<string, TaskMock[]>): TaskMock[] | undefined {
  return queues.get(task.referenceTaskName) ?? queues.get(bareReference(task));
}

function testOf<T>(task: TaskModel, tests: Readonly<Record<string, T>>): T | undefined {
  const byReference = new Map(Object.entries(tests));
  return byReference.get(task.referenceTaskName) ?? byReference.get(bareReference(task));
}

/** Runs the child of a task with mocks of its own; gives it, and those below it. */
async function playChild(
  parts: EngineParts,
  tools: Tools,
  parent: WorkflowModel,
  task: TaskModel,
  tests: WorkflowTestRequest['subWorkflowTestRequest'],
): Promise<readonly [Draft, ...Draft[]]> {
  const { runtime } = parts;
  const { definition, name, version, ...request } = childRequest(task, parent);
  const { subWorkflowId: workflowId = tools.uuid() } = task;
  const prepared = definition ?? (await registeredWorkflow(parts, name, version));
  const start = {
    ...request,
    workflowId,
    definition: prepared,
    parentWorkflowId: parent.workflowId,
    parentWorkflowTaskId: task.taskId,
  };
  const child = await startedWorkflow({ ...parts, tools }, start, () => runtime.now());
  const mocks = testOf(task, tests);
  return [child, ...(mocks === undefined ? [] : await playMocks(parts, child, mocks, tools))];
}
