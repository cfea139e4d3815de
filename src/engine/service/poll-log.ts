import type { PollData } from '#contract/index.ts';
import type { Clock } from '../ports.ts';
import { queueName } from './worker-queues.ts';

/** How long a worker that asked for a domain's tasks counts as being there. */
const activeMs = 10_000;

/** Who last polled for what. Kept since the engine started. */
export class PollLog {
  readonly #clock: Clock;
  readonly #polls = new Map<string, PollData>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  record(taskType: string, domain: string | undefined, workerId: string | undefined): void {
    this.#polls.set(queueName(taskType, domain), {
      queueName: taskType,
      ...(domain !== undefined && { domain }),
      ...(workerId !== undefined && { workerId }),
      lastPollTime: this.#clock.now(),
    });
  }

  isActive(taskType: string, domain: string): boolean {
    const poll = this.#polls.get(queueName(taskType, domain));
    return poll !== undefined && this.#clock.now() - poll.lastPollTime < activeMs;
  }

  entries(taskType?: string): PollData[] {
    return [...this.#polls.values()].filter((poll) => taskType === undefined || poll.queueName === taskType);
  }
}
