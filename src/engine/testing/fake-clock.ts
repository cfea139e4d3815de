import type { Clock } from '../ports.ts';

interface Alarm {
  readonly time: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #now: number;
  readonly #alarms = new Set<Alarm>();
  readonly #settled: () => Promise<void>;

  /** `settle` resolves when all that an alarm has set going is over. */
  constructor(now = Date.UTC(2030, 0, 1), settle = settled) {
    this.#now = now;
    this.#settled = settle;
  }

  now(): number {
    return this.#now;
  }

  at(time: number, run: () => void): () => void {
    const alarm = { time, run };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Moves on, ringing what falls due on the way, each at its own moment, and lets everything settle in between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.#settled();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) await this.#ring(next);
    this.#now = end;
    await this.#settled();
  }

  /** Moves on to whatever falls due next and rings it; false when nothing does until `end`. */
  async toNext(end = Infinity): Promise<boolean> {
    const next = this.#next(end);
    if (next !== undefined) await this.#ring(next);
    return next !== undefined;
  }

  async #ring(alarm: Alarm): Promise<void> {
    this.#now = Math.max(this.#now, alarm.time);
    this.#alarms.delete(alarm);
    alarm.run();
    await this.#settled();
  }

  /** Jumps, as a machine's clock does after sleep: what fell due rings late, all at once. */
  async jump(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    await this.advance(0);
  }

  /** How many alarms are set: an engine with nothing to do has none. */
  get alarms(): number {
    return this.#alarms.size;
  }

  #next(end: number): Alarm | undefined {
    let next: Alarm | undefined;
    for (const alarm of this.#alarms) {
      if (alarm.time <= end && (next === undefined || alarm.time < next.time)) next = alarm;
    }
    return next;
  }
}

/** Resolves when all promises that depend on no clock and no I/O have had their turns. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
}

/** Tells whether a promise has been kept yet. */
export function watched<T>(promise: Promise<T>): { readonly promise: Promise<T>; isOver(): boolean } {
  let isOver = false;
  const watching = async () => {
    await promise;
    isOver = true;
  };
  void watching();
  return { promise, isOver: () => isOver };
}
