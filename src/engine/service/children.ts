import { isTaskTerminal, isWorkflowTerminal } from '#contract/index.ts';
import { isPayload } from '../core/document.ts';
import type { Draft } from '../core/draft.ts';
import { endAbandonedChild, refuseChild, settleChild } from '../core/operations/child.ts';
import { shortName } from '../core/operations/lifecycle.ts';
import { canBeRetried, retryWorkflow } from '../core/operations/retry-workflow.ts';
import { reviveParent } from '../core/operations/revive-parent.ts';
import type { Tools } from '../core/task-type.ts';
import { EngineError, isGone } from '../errors.ts';
import type { TaskModel, WorkflowModel } from '../model.ts';
import type { Store } from '../ports.ts';
import { childRequest, outcomeOfChild } from '../tasks/sub-workflow.ts';
import type { Definitions } from './definitions.ts';
import type { FollowUps } from './follow-ups.ts';
import { oncePerKey, type Idempotency, type OncePerKey } from './idempotency.ts';
import { forgetNews, removed, type NewsOfChild } from './removal-news.ts';
import { registeredWorkflow, startedWorkflow, type Starting } from './starting.ts';
import type { WorkflowLimits } from './workflow-limits.ts';

/** What children need of the loop that changes executions. */
interface Executions extends Starting {
  change<T>(workflowId: string, operation: (draft: Draft) => T): Promise<T>;
}

/** What an operator has done to a child. */
export type Revival = 'restarted' | 'retried' | 'reran';

interface Parts {
  readonly store: Store;
  readonly tools: Tools;
  readonly definitions: Definitions;
  readonly idempotency: Idempotency;
  readonly workflowLimits: WorkflowLimits;
  readonly followUps: FollowUps;
  readonly executions: Executions;
}

/**
 * Executions that tasks of others run. Parent and child are never changed together: what happens to the one is first
 * committed and then told to the other, and whoever is told twice, or too late, does nothing.
 */
export class Children {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Begins the child that an open task names. One that is there goes on; of one that has ended the task is told. */
  begin(task: TaskModel, parent: WorkflowModel): void {
    const { followUps } = this.#parts;
    void followUps.start(`Beginning the child of task ${task.taskId}`, () => this.#begin(task, parent));
  }

  /** Tells a parent that its child has ended. */
  ended(child: WorkflowModel): void {
    const { followUps } = this.#parts;
    if (child.parentWorkflowTaskId === undefined) return;
    void followUps.start(`Telling the parent of workflow ${child.workflowId}`, () => this.#tell(child));
  }

  /** Ends the child of a task that has ended without it. */
  abandon(task: TaskModel, parent: WorkflowModel): void {
    const { followUps } = this.#parts;
    void followUps.start(`Ending the child of task ${task.taskId}`, () => this.#abandon(task, parent));
  }

  /** Lets a parent, or a child, hear that the other one has been taken away. */
  hear({ childId, news }: NewsOfChild): void {
    const { followUps } = this.#parts;
    void followUps.start(`Telling of a removal around workflow ${childId}`, () =>
      news.kind === 'childIsGone' ? this.#tellOfRemoval(news.child) : this.#endOrphan(childId, news.endTime),
    );
  }

  /** Lets the executions above a child that an operator has set going again go on with it. */
  revive(child: WorkflowModel, operation: Revival): Promise<void> {
    const { followUps } = this.#parts;
    return followUps.start(`Reviving the parents of workflow ${child.workflowId}`, () =>
      this.#revive(child, operation),
    );
  }

  /** Takes up an open child that no open task waits for: its parent may have ended without its hearing of it. */
  adopt(child: WorkflowModel): void {
    const { followUps } = this.#parts;
    void followUps.start(`Taking up workflow ${child.workflowId}`, () => this.#adopt(child));
  }

  async #begin(task: TaskModel, parent: WorkflowModel): Promise<void> {
    const { executions, tools } = this.#parts;
    const { subWorkflowId = '' } = task;
    const found: { child?: WorkflowModel; isGone?: boolean; refusal?: EngineError } = {};
    const begin = () =>
      executions.begin(subWorkflowId, async () => {
        Object.assign(found, await this.#known(subWorkflowId));
        if (found.child !== undefined || (await this.#waiting(task.taskId)) === undefined) return undefined;
        try {
          return await this.#draft(subWorkflowId, task, parent);
        } catch (error) {
          if (!(error instanceof EngineError)) throw error;
          found.refusal = error;
          return undefined;
        }
      });
    // One that is there had the key when it began, whoever has it now.
    const isThere = (await this.#known(subWorkflowId)) !== undefined;
    try {
      await this.#parts.idempotency.once(isThere ? undefined : onceForChild(task), subWorkflowId, begin);
    } catch (error) {
      if (!(error instanceof EngineError) || error.kind !== 'conflict') throw error;
      found.refusal = error;
    }
    const { child, refusal } = found;
    if (child !== undefined && found.isGone === true) await this.#tellOfRemoval(child);
    else if (child !== undefined && isWorkflowTerminal(child.status)) await this.#resumeOrTell(child, task);
    if (refusal === undefined) return;
    await executions.change(parent.workflowId, (draft) => refuseChild(draft, tools, task, refusal.message));
  }

  /** A child that is there, or what its parent has not heard yet of one that has been removed. */
  async #known(childId: string): Promise<{ child: WorkflowModel; isGone: boolean } | undefined> {
    const { store } = this.#parts;
    const child = await store.workflowModel(childId);
    if (child !== undefined) return { child, isGone: false };
    const news = await store.document('removalNews', childId);
    return news?.kind === 'childIsGone' ? { child: news.child, isGone: true } : undefined;
  }

  async #draft(workflowId: string, task: TaskModel, parent: WorkflowModel): Promise<Draft> {
    const { definition, name, version, ...request } = childRequest(task, parent);
    return startedWorkflow(
      this.#parts,
      {
        ...request,
        workflowId,
        definition: definition ?? (await registeredWorkflow(this.#parts, name, version)),
        parentWorkflowId: parent.workflowId,
        parentWorkflowTaskId: task.taskId,
      },
      () => this.#parts.executions.now(),
    );
  }

  /** A child that ended before it was to be retried is retried now; that any other one has ended is news. */
  async #resumeOrTell(child: WorkflowModel, { childResumedAt }: TaskModel): Promise<void> {
    const { executions, tools } = this.#parts;
    const isToBeResumed = childResumedAt !== undefined && child.endTime <= childResumedAt;
    if (!isToBeResumed || child.status === 'COMPLETED') return this.#tell(child);
    const retried = await executions.change(child.workflowId, (draft) => {
      if (canBeRetried(draft)) retryWorkflow(draft, tools);
      return draft.workflow;
    });
    // It may have ended again at once, or not have been retried at all.
    if (isWorkflowTerminal(retried.status)) await this.#tell(retried);
  }

  async #tell(child: WorkflowModel): Promise<void> {
    const { executions, tools } = this.#parts;
    const task = await this.#waiting(child.parentWorkflowTaskId);
    if (task === undefined || task.subWorkflowId !== child.workflowId) return;
    await executions.change(task.workflowInstanceId, (draft) =>
      settleChild(draft, tools, task, (now) => outcomeOfChild(now, child)),
    );
  }

  /** As `#tell`, for a child that nobody can ask any more: that it is told is stored with what it leads to. */
  async #tellOfRemoval(child: WorkflowModel): Promise<void> {
    const { executions, tools, store } = this.#parts;
    const forget = forgetNews(child.workflowId);
    const task = await this.#waiting(child.parentWorkflowTaskId);
    if (task === undefined) return store.commit([forget]);
    await executions.change(task.workflowInstanceId, (draft) => {
      settleChild(draft, tools, { ...task, subWorkflowId: child.workflowId }, (now) =>
        outcomeOfChild(now, child),
      );
      draft.writeAlongside(forget);
    });
  }

  async #abandon(task: TaskModel, parent: WorkflowModel): Promise<void> {
    const { store, executions, tools } = this.#parts;
    const { subWorkflowId = '' } = task;
    const child = await store.workflowModel(subWorkflowId);
    if (child !== undefined && isWorkflowTerminal(child.status)) return;
    // One that is not there may be about to be: only in its turn can that be told.
    await executions.change(subWorkflowId, (draft) =>
      endAbandonedChild(draft, tools, task.endTime, reasonToEnd(task, parent)),
    );
  }

  async #revive(child: WorkflowModel, operation: Revival, path = shortName(child)): Promise<void> {
    const { store, executions, tools } = this.#parts;
    const { workflowId, parentWorkflowTaskId: taskId } = child;
    const task = taskId === undefined ? undefined : await store.task(taskId);
    if (task === undefined) return;
    const revived = { workflowId, taskId: task.taskId, note: `Sub workflow ${path} ${operation}.` };
    const parent = await executions.change(task.workflowInstanceId, (draft) =>
      reviveParent(draft, tools, revived) ? draft.workflow : undefined,
    );
    if (parent !== undefined) await this.#revive(parent, operation, `${shortName(parent)} -> ${path}`);
  }

  async #adopt(child: WorkflowModel): Promise<void> {
    const { store, executions } = this.#parts;
    const task = await store.task(child.parentWorkflowTaskId ?? '');
    const { workflowId, createTime, revivedAt = 0 } = child;
    if (task === undefined)
      return revivedAt === 0 ? this.#endOrphan(workflowId, executions.now()) : undefined;
    if (!isTaskTerminal(task.status)) return;
    if (revivedAt > task.endTime) {
      return this.#revive(child, revivedAt === createTime ? 'restarted' : 'retried');
    }
    const parent = await store.workflowModel(task.workflowInstanceId);
    if (parent !== undefined) await this.#abandon({ ...task, subWorkflowId: workflowId }, parent);
  }

  /** Ends a child whose parent is no longer there, unless it was set going after that. */
  async #endOrphan(workflowId: string, endTime: number): Promise<void> {
    const { executions, tools, store } = this.#parts;
    const forget = forgetNews(workflowId);
    try {
      await executions.change(workflowId, (draft) => {
        endAbandonedChild(draft, tools, endTime, reasonOfParent(removed));
        draft.writeAlongside(forget);
      });
    } catch (error) {
      if (!isGone(error)) throw error;
      await store.commit([forget]);
    }
  }

  /** A task, as long as it is open. */
  async #waiting(taskId: string | undefined): Promise<TaskModel | undefined> {
    const task = taskId === undefined ? undefined : await this.#parts.store.task(taskId);
    return task === undefined || isTaskTerminal(task.status) ? undefined : task;
  }
}

/** The key of a sub-workflow. What runs under it already is somebody else's, and no other task can wait for it. */
function onceForChild({ inputData }: TaskModel): OncePerKey | undefined {
  const { idempotencyKey: key, idempotencyStrategy, subWorkflowName, subWorkflowDefinition } = inputData;
  const name = isPayload(subWorkflowDefinition) ? subWorkflowDefinition['name'] : subWorkflowName;
  if (typeof key !== 'string' || typeof name !== 'string') return undefined;
  return oncePerKey(name, key, idempotencyStrategy === 'FAIL_ON_RUNNING' ? 'FAIL_ON_RUNNING' : 'FAIL');
}

/** Why a child ends whose task has ended without it. */
export function reasonToEnd(task: TaskModel, parent: WorkflowModel): string {
  return isWorkflowTerminal(parent.status)
    ? reasonOfParent(parent)
    : `Task ${task.taskId} of the parent workflow ${parent.workflowId} has ended as ${task.status}`;
}

function reasonOfParent({
  status,
  reasonForIncompletion: reason,
}: Pick<WorkflowModel, 'status' | 'reasonForIncompletion'>): string {
  return reason === undefined || reason === ''
    ? `Parent workflow has been terminated with status ${status}`
    : `Parent workflow has been terminated with reason: ${reason}`;
}
