import { isTaskTerminal } from '#contract/index.ts';
import type { StoredWorkflow, TaskModel, WorkflowBody, WorkflowModel } from '../model.ts';
import { nextDeadline } from './deadlines.ts';
import { Heap } from './heap.ts';
import { bareReference, loopSuffix } from './loops.ts';
import { roughSize } from './payload-size.ts';

interface Due {
  readonly at: number;
  readonly taskId: string;
}

/**
 * An execution in memory with the indexes that make deciding cheap. It holds committed state only and changes in one
 * place, `absorb`, by as much as was committed; nothing here is derived by walking all tasks more than once.
 */
export class WorkflowState {
  #workflow: WorkflowModel;
  #body: WorkflowBody;
  readonly #tasks = new Map<string, TaskModel>();
  readonly #latest = new Map<string, TaskModel>();
  readonly #latestIteration = new Map<string, TaskModel>();
  readonly #open = new Set<string>();
  readonly #pending = new Set<string>();
  readonly #joinsAwaiting = new Map<string, Set<string>>();
  readonly #due = new Heap<Due>((a, b) => a.at < b.at);
  #last: TaskModel | undefined;
  #weight = overheadBytes;
  /** For each open JOIN, which of its references was seen open last: where to look first. Only ever a hint. */
  readonly joinHints = new Map<string, number>();

  constructor(workflow: WorkflowModel, body: WorkflowBody, tasks: Iterable<TaskModel> = []) {
    this.#workflow = workflow;
    this.#body = body;
    this.#weight += 2 * roughSize(body.input);
    for (const task of tasks) this.#put(task);
  }

  static of(stored: StoredWorkflow): WorkflowState {
    return new WorkflowState(stored.workflow, stored.body, stored.tasks);
  }

  get workflow(): WorkflowModel {
    return this.#workflow;
  }

  get body(): WorkflowBody {
    return this.#body;
  }

  get size(): number {
    return this.#tasks.size;
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** How many bytes of memory this takes, roughly. */
  get weight(): number {
    return this.#weight;
  }

  /** The task with the highest seq. */
  get last(): TaskModel | undefined {
    return this.#last;
  }

  task(taskId: string): TaskModel | undefined {
    return this.#tasks.get(taskId);
  }

  /** The newest attempt under a reference name. */
  latest(reference: string): TaskModel | undefined {
    return this.#latest.get(reference);
  }

  /** The newest task that a reference of the definition has become in a loop. */
  latestIteration(reference: string): TaskModel | undefined {
    return this.#latestIteration.get(reference);
  }

  tasks(): IterableIterator<TaskModel> {
    return this.#tasks.values();
  }

  latestTasks(): IterableIterator<TaskModel> {
    return this.#latest.values();
  }

  openTaskIds(): ReadonlySet<string> {
    return this.#open;
  }

  /** Tasks whose consequences are not drawn yet. */
  pendingTaskIds(): ReadonlySet<string> {
    return this.#pending;
  }

  /** Open JOIN tasks that wait for a reference. */
  joinsAwaiting(reference: string): Iterable<string> {
    return this.#joinsAwaiting.get(reference) ?? [];
  }

  /** Ordered as they were scheduled. */
  orderedTasks(): TaskModel[] {
    return [...this.#tasks.values()].sort((a, b) => a.seq - b.seq);
  }

  /** The nearest moment at which something falls due; undefined when nothing ever does by itself. */
  nextDue(): number | undefined {
    const { status, timeoutAt } = this.#workflow;
    if (status === 'PAUSED') return timeoutAt;
    if (status !== 'RUNNING') return undefined;
    const task = this.#nearest()?.at;
    if (task === undefined) return timeoutAt;
    return timeoutAt === undefined ? task : Math.min(task, timeoutAt);
  }

  /** Open tasks of which something fell due by `now`. */
  dueTaskIds(now: number): ReadonlySet<string> {
    const found: Due[] = [];
    for (let due = this.#nearest(); due !== undefined && due.at <= now; due = this.#nearest()) {
      this.#due.pop();
      found.push(due);
    }
    for (const due of found) this.#due.push(due);
    return new Set(found.map(({ taskId }) => taskId));
  }

  /** Takes over what was committed. */
  absorb(
    workflow: WorkflowModel,
    body: WorkflowBody,
    changed: Iterable<TaskModel>,
    dropped: Iterable<TaskModel> = [],
  ): void {
    this.#workflow = workflow;
    this.#body = body;
    for (const task of changed) this.#put(task);
    for (const task of dropped) this.#drop(task);
  }

  /** Only ended tasks are dropped: nothing waits for them, and nothing of them falls due. */
  #drop(task: TaskModel): void {
    const known = this.#tasks.get(task.taskId);
    if (known === undefined) return;
    // Here it may still be open: it ended in the decision that drops it.
    if (known !== task) this.#put(task);
    this.#weight -= weigh(task);
    this.#tasks.delete(task.taskId);
    this.#pending.delete(task.taskId);
    const bare = bareReference(task);
    if (this.#latest.get(task.referenceTaskName)?.taskId === task.taskId) {
      this.#latest.delete(task.referenceTaskName);
    }
    if (this.#latestIteration.get(bare)?.taskId === task.taskId) this.#latestIteration.delete(bare);
  }

  #put(task: TaskModel): void {
    const before = this.#tasks.get(task.taskId);
    this.#tasks.set(task.taskId, task);
    this.#weight += weigh(task) - (before === undefined ? 0 : weigh(before));
    const newest = this.#latest.get(task.referenceTaskName);
    if (newest === undefined || newest.seq <= task.seq) this.#latest.set(task.referenceTaskName, task);
    if (loopSuffix(task) !== '') {
      const bare = bareReference(task);
      const latest = this.#latestIteration.get(bare);
      if (latest === undefined || latest.seq <= task.seq) this.#latestIteration.set(bare, task);
    }
    if (this.#last === undefined || this.#last.seq <= task.seq) this.#last = task;
    mark(this.#open, task.taskId, isOpen(task));
    mark(this.#pending, task.taskId, isPending(task));
    if (waitsForOthers(task) && (before === undefined || isOpen(before) !== isOpen(task)))
      this.#indexJoin(task);
    if (nextDeadline(task) !== (before === undefined ? undefined : nextDeadline(before))) this.#watch(task);
  }

  #indexJoin(task: TaskModel): void {
    for (const reference of awaited(task)) {
      const waiting = this.#joinsAwaiting.get(reference);
      if (isOpen(task)) {
        if (waiting === undefined) this.#joinsAwaiting.set(reference, new Set([task.taskId]));
        else waiting.add(task.taskId);
      } else if (waiting?.delete(task.taskId) === true && waiting.size === 0) {
        this.#joinsAwaiting.delete(reference);
      }
    }
    if (!isOpen(task)) this.joinHints.delete(task.taskId);
  }

  #watch(task: TaskModel): void {
    const at = nextDeadline(task);
    if (at === undefined) return;
    // Deadlines that moved leave entries behind; they are swept out before they outnumber the tasks in earnest.
    if (this.#due.size > 2 * this.#open.size + 64) {
      this.#due.clear();
      for (const taskId of this.#open) {
        const open = this.#tasks.get(taskId);
        const openAt = open === undefined ? undefined : nextDeadline(open);
        if (openAt !== undefined) this.#due.push({ at: openAt, taskId });
      }
    } else {
      this.#due.push({ at, taskId: task.taskId });
    }
  }

  #nearest(): Due | undefined {
    for (;;) {
      const due = this.#due.peek();
      if (due === undefined) return undefined;
      const task = this.#tasks.get(due.taskId);
      if (task !== undefined && nextDeadline(task) === due.at) return due;
      this.#due.pop();
    }
  }
}

/** What a task or an execution takes beside its payloads. */
const overheadBytes = 1500;

function weigh(task: TaskModel): number {
  return overheadBytes + 2 * (roughSize(task.inputData) + roughSize(task.outputData));
}

export function isOpen(task: TaskModel): boolean {
  return !isTaskTerminal(task.status);
}

/** Whether the decider has yet to draw a task's consequences. */
export function isPending(task: TaskModel): boolean {
  return !task.executed && !task.retried && task.status !== 'SKIPPED';
}

const checkedLists = new WeakMap<object, readonly string[]>();

/** Whether a task stays open until others have ended, and is looked at when one of them has. */
export function waitsForOthers({ taskType }: TaskModel): boolean {
  return taskType === 'JOIN' || taskType === 'EXCLUSIVE_JOIN' || taskType === 'DO_WHILE';
}

/** The references a JOIN task waits for: in a loop, those of its own iteration. */
export function joinOn(task: TaskModel): readonly string[] {
  const known = checkedLists.get(task.inputData);
  if (known !== undefined) return known;
  const names = referencesIn(task, 'joinOn');
  checkedLists.set(task.inputData, names);
  return names;
}

/** The references that an EXCLUSIVE_JOIN falls back on. */
export function joinOnOtherwise(task: TaskModel): readonly string[] {
  return referencesIn(task, 'defaultExclusiveJoinTask');
}

export function awaited(task: TaskModel): readonly string[] {
  if (task.taskType === 'DO_WHILE') return [];
  return task.taskType === 'JOIN' ? joinOn(task) : [...joinOn(task), ...joinOnOtherwise(task)];
}

function referencesIn(task: TaskModel, field: string): readonly string[] {
  const references = task.inputData[field];
  if (!Array.isArray(references)) return [];
  const suffix = loopSuffix(task);
  return references.filter((name) => typeof name === 'string').map((name) => name + suffix);
}

function mark(set: Set<string>, id: string, member: boolean): void {
  if (member) set.add(id);
  else set.delete(id);
}
