import type { TaskModel } from '../model.ts';
import type { Clock } from '../ports.ts';
import type { Definitions } from './definitions.ts';

/** How many tasks a poll may take, kept free for it until it says how many it took. */
export interface Reservation {
  readonly count: number;
  settle(taken: number): void;
}

/** The limits that task definitions set: how many tasks at once, how many in a time. */
export class Limits {
  readonly #clock: Clock;
  readonly #definitions: Definitions;
  readonly #inProgress = new Map<string, number>();
  /** When tasks were handed out, for definitions with a rate limit. */
  readonly #handedOut = new Map<string, number[]>();

  constructor(clock: Clock, definitions: Definitions) {
    this.#clock = clock;
    this.#definitions = definitions;
  }

  /** Counts a committed change; true when it has made room for another task. */
  follow(before: TaskModel | undefined, after: TaskModel): boolean {
    const was = before?.status === 'IN_PROGRESS';
    const is = after.status === 'IN_PROGRESS';
    if (was === is) return false;
    this.#count(after.taskType, is ? 1 : -1);
    return was && this.#definitions.taskDef(after.taskType)?.concurrentExecLimit !== undefined;
  }

  reserve(taskType: string, wanted: number): Reservation {
    const count = Math.min(wanted, this.#freePlaces(taskType), this.#freeRate(taskType));
    if (count <= 0) return { count: 0, settle: () => undefined };
    this.#count(taskType, count);
    this.#recordHandedOut(taskType, count);
    return {
      count,
      settle: (taken) => {
        // Tasks that were taken have been counted once more when that was committed.
        this.#count(taskType, -count);
        const times = this.#handedOut.get(taskType);
        if (times !== undefined) times.length = Math.max(0, times.length - (count - taken));
      },
    };
  }

  /** When the rate limit lets the next task through; undefined: it does already. */
  nextFreeAt(taskType: string): number | undefined {
    if (this.#freeRate(taskType) > 0) return undefined;
    const oldest = this.#handedOut.get(taskType)?.[0];
    return oldest === undefined ? undefined : oldest + this.#window(taskType);
  }

  #freePlaces(taskType: string): number {
    const limit = this.#definitions.taskDef(taskType)?.concurrentExecLimit ?? 0;
    return limit > 0 ? limit - (this.#inProgress.get(taskType) ?? 0) : Infinity;
  }

  #freeRate(taskType: string): number {
    const limit = this.#definitions.taskDef(taskType)?.rateLimitPerFrequency ?? 0;
    if (limit <= 0) return Infinity;
    const since = this.#clock.now() - this.#window(taskType);
    const recent = (this.#handedOut.get(taskType) ?? []).filter((time) => time > since);
    this.#handedOut.set(taskType, recent);
    return limit - recent.length;
  }

  #recordHandedOut(taskType: string, count: number): void {
    const times = this.#handedOut.get(taskType);
    const now = this.#clock.now();
    for (let n = 0; n < count; n += 1) times?.push(now);
  }

  #window(taskType: string): number {
    return (this.#definitions.taskDef(taskType)?.rateLimitFrequencyInSeconds ?? 1) * 1000;
  }

  #count(taskType: string, by: number): void {
    const count = (this.#inProgress.get(taskType) ?? 0) + by;
    if (count > 0) this.#inProgress.set(taskType, count);
    else this.#inProgress.delete(taskType);
  }
}
