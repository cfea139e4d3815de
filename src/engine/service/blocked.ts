import { isTaskTerminal } from '#contract/index.ts';
import { isOpen } from '../core/workflow-state.ts';
import type { WorkflowState } from '../core/workflow-state.ts';
import { EngineError } from '../errors.ts';
import type { TaskModel } from '../model.ts';
import type { Runtime } from './runtime.ts';

/** A task at which an execution has come to a halt, and the execution, maybe a sub-workflow, that it belongs to. */
export interface Blocking {
  readonly state: WorkflowState;
  readonly task: TaskModel;
}

/** A WAIT that ends by a signal only. */
function waitsForSignal(task: TaskModel): boolean {
  return task.taskType === 'WAIT' && isOpen(task) && task.wakeAt === undefined;
}

/** The first task of an execution, else of its running sub-workflows, that is wanted. */
export async function findInTree(
  runtime: Runtime,
  workflowId: string,
  wanted: (state: WorkflowState) => TaskModel | undefined,
  follow: (workflowId: string) => void = () => undefined,
): Promise<{ readonly root: WorkflowState; readonly found: Blocking | undefined }> {
  follow(workflowId);
  const root = await runtime.read(workflowId);
  const task = wanted(root);
  if (task !== undefined) return { root, found: { state: root, task } };
  for (const childId of runningChildren(root)) {
    const child = await unlessGone(findInTree(runtime, childId, wanted, follow));
    if (child?.found !== undefined) return { root, found: child.found };
  }
  return { root, found: undefined };
}

/** The open tasks of an execution, in the order of their scheduling. */
export function openTasks(state: WorkflowState): TaskModel[] {
  const tasks = [...state.openTaskIds()].map((taskId) => state.task(taskId));
  return tasks.filter((task) => task !== undefined).toSorted((a, b) => a.seq - b.seq);
}

/** Of the tasks that wait for a signal, and those of the given references that have ended, the first. */
export function blockingTask(state: WorkflowState, references: readonly string[]): TaskModel | undefined {
  const awaited = references
    .map((reference) => state.latest(reference))
    .filter((task) => task !== undefined && isTaskTerminal(task.status));
  const [first] = [...openTasks(state).filter(waitsForSignal), ...awaited]
    .filter((task) => task !== undefined)
    .toSorted((a, b) => a.seq - b.seq);
  return first;
}

function runningChildren(state: WorkflowState): string[] {
  return openTasks(state).flatMap((task) =>
    task.taskType === 'SUB_WORKFLOW' && task.subWorkflowId !== undefined ? [task.subWorkflowId] : [],
  );
}

async function unlessGone<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'notFound') return undefined;
    throw error;
  }
}
