import type { TaskModel } from '../model.ts';
import type { Clock } from '../ports.ts';
import { TaskQueue } from './task-queue.ts';

/** The name of the queue of a task type and domain. */
export function queueName(taskType: string, domain: string | undefined): string {
  return domain === undefined || domain === '' ? taskType : `${domain}:${taskType}`;
}

/** When there are more queues than this, those that are idle are forgotten. */
const mostIdle = 10_000;

/**
 * All worker queues. They follow what is committed and are rebuilt from the store when the engine starts. One of a domain
 * for which no worker has asked, as each test run has, is forgotten once it is empty.
 */
export class WorkerQueues {
  readonly #clock: Clock;
  readonly #queues = new Map<string, TaskQueue>();
  #mostQueues = mostIdle;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The queue from which a worker asks for tasks. */
  polled(name: string): TaskQueue {
    const queue = this.#queue(name);
    queue.isPolled = true;
    return queue;
  }

  /** Makes the queues agree with what a task has become. */
  follow(task: TaskModel): void {
    const name = queueName(task.taskType, task.domain);
    if (task.status === 'SCHEDULED') return this.#queue(name).offer(task);
    const queue = this.#queues.get(name);
    queue?.withdraw(task.taskId);
    const isOfDomain = name !== task.taskType;
    if (isOfDomain && queue?.size === 0 && !queue.isPolled) this.#queues.delete(name);
  }

  /** Lets a worker look again in each of a task type's queues: there is room for a task in one of them. */
  wake(taskType: string): void {
    for (const [name, queue] of this.#queues) {
      if (name === taskType || name.endsWith(`:${taskType}`)) queue.wakeOne();
    }
  }

  /** Queues that have been used, by name. */
  entries(): readonly (readonly [string, TaskQueue])[] {
    return [...this.#queues].toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  close(): void {
    for (const queue of this.#queues.values()) queue.close();
  }

  /** As many as workers, or what pretends to be one, can think of names. */
  #forgetIdle(): void {
    if (this.#queues.size < this.#mostQueues) return;
    for (const [name, queue] of this.#queues) if (queue.isIdle) this.#queues.delete(name);
    this.#mostQueues = Math.max(mostIdle, 2 * this.#queues.size);
  }

  #queue(name: string): TaskQueue {
    let queue = this.#queues.get(name);
    if (queue === undefined) {
      this.#forgetIdle();
      queue = new TaskQueue(this.#clock);
      this.#queues.set(name, queue);
    }
    return queue;
  }
}
