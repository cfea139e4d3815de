import type { PollData } from '#contract/index.ts';
import type { Clock } from '../ports.ts';

/** How long a worker that asked for a domain's tasks counts as being there. */
const activeMs = 10_000;

/** Of so many queues the last poll is kept, the latest: workers of test runs may each ask under a domain of its own. */
const mostKept = 10_000;

/** Who last polled for what. Kept since the engine started. */
export class PollLog {
  readonly #clock: Clock;
  readonly #polls = new Map<string, PollData>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  record(taskType: string, domain: string | undefined, workerId: string | undefined): void {
    const key = keyOf(taskType, domain);
    this.#polls.delete(key);
    this.#polls.set(key, {
      queueName: taskType,
      ...(domain !== undefined && { domain }),
      ...(workerId !== undefined && { workerId }),
      lastPollTime: this.#clock.now(),
    });
    const [oldest] = this.#polls.keys();
    if (this.#polls.size > mostKept && oldest !== undefined) this.#polls.delete(oldest);
  }

  isActive(taskType: string, domain: string): boolean {
    const poll = this.#polls.get(keyOf(taskType, domain));
    // A poll of the future was made before the clock was set back.
    return poll !== undefined && Math.abs(this.#clock.now() - poll.lastPollTime) < activeMs;
  }

  /** By task type and domain. */
  entries(taskType?: string): PollData[] {
    return [...this.#polls]
      .filter(([, poll]) => taskType === undefined || poll.queueName === taskType)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, poll]) => poll);
  }
}

/** Unlike the name of a queue, no other pair has it. */
function keyOf(taskType: string, domain = ''): string {
  return JSON.stringify([taskType, domain]);
}
