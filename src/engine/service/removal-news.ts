import { isTaskTerminal, isWorkflowTerminal } from '#contract/index.ts';
import { isOpen, type WorkflowState } from '../core/workflow-state.ts';
import type { RemovalNews, TaskModel, WorkflowModel } from '../model.ts';
import type { Change, Store } from '../ports.ts';

/** What has become, for its parent and its children, of an open execution that is taken away. */
export const removed = { status: 'TERMINATED', reasonForIncompletion: 'It has been removed' } as const;

/** News for, or of, the child of an id. */
export interface NewsOfChild {
  readonly childId: string;
  readonly news: RemovalNews;
}

/**
 * Who has to hear that an execution is removed. To be stored in the commit that removes it, and forgotten when they
 * have heard: what is gone tells nobody after a crash.
 */
export async function newsOfRemoval(
  state: WorkflowState,
  store: Store,
  now: number,
): Promise<readonly NewsOfChild[]> {
  const { workflow } = state;
  const below = await Promise.all([...state.tasks()].map((task) => newsForChild(task, store, now)));
  const told = below.filter((each) => each !== undefined);
  if (!(await isAwaited(workflow, store))) return told;
  const child = isWorkflowTerminal(workflow.status) ? workflow : { ...workflow, ...removed };
  return [...told, { childId: workflow.workflowId, news: { kind: 'childIsGone', child } }];
}

/** A child that has never been set going again needs no news: that no task runs it says enough. */
async function newsForChild(task: TaskModel, store: Store, now: number): Promise<NewsOfChild | undefined> {
  const { subWorkflowId: childId } = task;
  const child = childId === undefined ? undefined : await store.workflowModel(childId);
  if (childId === undefined || child?.revivedAt === undefined) return undefined;
  if (isWorkflowTerminal(child.status)) return undefined;
  return { childId, news: { kind: 'parentIsGone', endTime: isOpen(task) ? now : task.endTime } };
}

/** Whether a task waits for an execution to end. */
async function isAwaited(
  { workflowId, parentWorkflowTaskId: taskId }: WorkflowModel,
  store: Store,
): Promise<boolean> {
  const task = taskId === undefined ? undefined : await store.task(taskId);
  return task !== undefined && !isTaskTerminal(task.status) && task.subWorkflowId === workflowId;
}

export function keepNews({ childId, news }: NewsOfChild): Change {
  return { kind: 'document.put', collection: 'removalNews', key: childId, value: news };
}

export function forgetNews(childId: string): Change {
  return { kind: 'document.delete', collection: 'removalNews', key: childId };
}
