import type { EnginePorts } from '../ports.ts';
import { isGone } from '../errors.ts';

/** Enough to fill a commit, few enough to leave memory to others. */
const mostAtOnce = 200;

/** A job that failed, because the store could not be written for instance, is done again after a while. */
const retryAfterMs = 30_000;

interface Job {
  readonly what: string;
  readonly run: () => Promise<void>;
  readonly tried: () => void;
}

/** Jobs that follow from commits, each by itself. Every one of them can be done twice without harm. */
export class FollowUps {
  readonly #ports: Pick<EnginePorts, 'clock' | 'log'>;
  readonly #waiting: Job[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #alarms = new Set<() => void>();
  #isStopped = false;

  constructor(ports: Pick<EnginePorts, 'clock' | 'log'>) {
    this.#ports = ports;
  }

  /**
   * Does a job as soon as there is room for it. `what` it does is for the log. Resolves when it has been tried, also
   * when it did not work out.
   */
  start(what: string, run: () => Promise<void>): Promise<void> {
    if (this.#isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ what, run, tried: resolve });
      this.#startNext();
    });
  }

  /** What has not begun is left to the next start of the engine; what has begun is waited for. */
  async close(): Promise<void> {
    this.#isStopped = true;
    for (const job of this.#waiting.splice(0)) job.tried();
    for (const cancel of this.#alarms) cancel();
    await Promise.allSettled(this.#running);
  }

  #startNext(): void {
    while (this.#running.size < mostAtOnce) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      const running = this.#do(job).finally(() => {
        this.#running.delete(running);
        job.tried();
        this.#startNext();
      });
      this.#running.add(running);
    }
  }

  async #do(job: Job): Promise<void> {
    try {
      await job.run();
    } catch (error) {
      // Whom it was about has been removed meanwhile, or the engine has been closed: nothing is left to do.
      if (isGone(error) || this.#isStopped) return;
      this.#ports.log.error(`${job.what} failed`, error);
      this.#doLater(job);
    }
  }

  #doLater(job: Job): void {
    const { clock } = this.#ports;
    const cancel = clock.at(clock.now() + retryAfterMs, () => {
      this.#alarms.delete(cancel);
      void this.start(job.what, job.run);
    });
    this.#alarms.add(cancel);
  }
}
