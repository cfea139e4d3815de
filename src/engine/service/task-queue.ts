import { Heap } from '../core/heap.ts';
import type { TaskModel } from '../model.ts';
import type { Cancellation, Clock } from '../ports.ts';

/** A task that waits for a worker. */
export interface QueuedTask {
  readonly taskId: string;
  readonly workflowId: string;
  readonly priority: number;
  readonly availableAt: number;
  /** Of two otherwise equal tasks, which came first. */
  readonly order: number;
}

/** The tasks of one name and domain that wait for workers, and the workers that wait for tasks. */
export class TaskQueue {
  readonly #clock: Clock;
  readonly #tasks = new Map<string, QueuedTask>();
  readonly #ready = new Heap<QueuedTask>(comesFirst);
  readonly #delayed = new Heap<QueuedTask>((a, b) => a.availableAt < b.availableAt);
  readonly #waiters = new Set<() => void>();
  #cancelAlarm: (() => void) | undefined;
  #alarmAt: number | undefined;
  #nextOrder = 0;
  /** Whether a worker has ever asked for its tasks. */
  isPolled = false;
  /** How often there was something to look at again. */
  news = 0;
  /** Handed out, but not yet written down as such. */
  unacknowledged = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Tasks that wait, also those that are not available yet. */
  get size(): number {
    return this.#tasks.size;
  }

  /** Nothing waits in it, and nobody for it. */
  get isIdle(): boolean {
    return this.size === 0 && this.unacknowledged === 0 && this.#waiters.size === 0;
  }

  offer(task: TaskModel): void {
    const now = this.#clock.now();
    const availableAt = task.availableAt ?? now;
    const known = this.#tasks.get(task.taskId);
    if (known !== undefined && known.availableAt === availableAt) return;
    this.#insert({
      taskId: task.taskId,
      workflowId: task.workflowInstanceId,
      priority: task.workflowPriority,
      availableAt,
      order: (this.#nextOrder += 1),
    });
  }

  withdraw(taskId: string): void {
    if (this.#tasks.delete(taskId)) this.#sweep();
  }

  /** Takes up to `count` available tasks out, the most urgent first. */
  take(count: number): QueuedTask[] {
    this.#ripen();
    const taken: QueuedTask[] = [];
    while (taken.length < count) {
      const task = this.#ready.pop();
      if (task === undefined) break;
      if (this.#tasks.get(task.taskId) !== task) continue;
      this.#tasks.delete(task.taskId);
      taken.push(task);
    }
    return taken;
  }

  putBack(tasks: readonly QueuedTask[]): void {
    for (const task of tasks) {
      if (!this.#tasks.has(task.taskId)) this.#insert(task);
    }
  }

  /** Lets a waiting worker look again. */
  wakeOne(): void {
    this.news += 1;
    const [wake] = this.#waiters;
    wake?.();
  }

  /** Resolves when there may be a task to take, or at `until`, or when the worker has gone. */
  arrival(until: number, signal: Cancellation | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiters.delete(wake);
        cancelTimeout();
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const cancelTimeout = this.#clock.at(until, wake);
      signal?.addEventListener('abort', wake);
      this.#waiters.add(wake);
      this.#setAlarm();
    });
  }

  close(): void {
    this.#cancelAlarm?.();
    const waiters = [...this.#waiters];
    for (const wake of waiters) wake();
  }

  #insert(task: QueuedTask): void {
    this.#tasks.set(task.taskId, task);
    if (task.availableAt > this.#clock.now()) {
      this.#delayed.push(task);
      this.#setAlarm();
    } else {
      this.#ready.push(task);
      this.wakeOne();
    }
  }

  /** What was withdrawn leaves entries in the heaps; they go before they outnumber the others. */
  #sweep(): void {
    if (this.#ready.size + this.#delayed.size <= 2 * this.#tasks.size + 64) return;
    this.#ready.clear();
    this.#delayed.clear();
    const now = this.#clock.now();
    for (const task of this.#tasks.values())
      (task.availableAt > now ? this.#delayed : this.#ready).push(task);
  }

  /** Moves what has become available. */
  #ripen(): void {
    const now = this.#clock.now();
    for (
      let task = this.#nextDelayed();
      task !== undefined && task.availableAt <= now;
      task = this.#nextDelayed()
    ) {
      this.#delayed.pop();
      this.#ready.push(task);
    }
  }

  #nextDelayed(): QueuedTask | undefined {
    for (;;) {
      const task = this.#delayed.peek();
      if (task === undefined || this.#tasks.get(task.taskId) === task) return task;
      this.#delayed.pop();
    }
  }

  /** As long as somebody waits, the clock is asked for the moment at which the next delayed task becomes available. */
  #setAlarm(): void {
    const at = this.#waiters.size === 0 ? undefined : this.#nextDelayed()?.availableAt;
    if (at === this.#alarmAt) return;
    this.#cancelAlarm?.();
    this.#alarmAt = at;
    this.#cancelAlarm =
      at === undefined
        ? undefined
        : this.#clock.at(at, () => {
            this.#alarmAt = undefined;
            this.#cancelAlarm = undefined;
            this.#ripen();
            this.wakeOne();
            this.#setAlarm();
          });
  }
}

function comesFirst(a: QueuedTask, b: QueuedTask): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  if (a.availableAt !== b.availableAt) return a.availableAt < b.availableAt;
  return a.order < b.order;
}
