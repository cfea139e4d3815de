import { Heap } from '../core/heap.ts';
import type { Clock } from '../ports.ts';

interface Alarm {
  readonly key: string;
  readonly at: number;
}

/** After a sleep of the machine thousands are due at once: whatever else is to be done has its turn in between. */
const mostAtOnce = 100;

/** One alarm for each key, however many keys: the clock is asked for the nearest only. */
export class Timers {
  readonly #clock: Clock;
  readonly #ring: (key: string) => void;
  readonly #alarms = new Map<string, number>();
  readonly #heap = new Heap<Alarm>((a, b) => a.at < b.at);
  #armedFor: number | undefined;
  #disarm: () => void = () => undefined;

  constructor(clock: Clock, ring: (key: string) => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Moves the alarm of a key; undefined takes it away. */
  set(key: string, at: number | undefined): void {
    if (this.#alarms.get(key) === at) return;
    if (at === undefined) {
      this.#alarms.delete(key);
    } else {
      this.#alarms.set(key, at);
      this.#heap.push({ key, at });
    }
    this.#sweep();
    this.#arm();
  }

  stop(): void {
    this.#alarms.clear();
    this.#heap.clear();
    this.#disarm();
    this.#armedFor = undefined;
  }

  #nearest(): Alarm | undefined {
    for (;;) {
      const alarm = this.#heap.peek();
      if (alarm === undefined || this.#alarms.get(alarm.key) === alarm.at) return alarm;
      this.#heap.pop();
    }
  }

  /** Alarms that were moved leave entries behind; they go before they outnumber the others. */
  #sweep(): void {
    if (this.#heap.size <= 2 * this.#alarms.size + 64) return;
    this.#heap.clear();
    for (const [key, at] of this.#alarms) this.#heap.push({ key, at });
  }

  #arm(): void {
    const at = this.#nearest()?.at;
    if (at === this.#armedFor) return;
    this.#disarm();
    this.#armedFor = at;
    this.#disarm = at === undefined ? () => undefined : this.#clock.at(at, () => this.#ringDue());
  }

  #ringDue(): void {
    this.#armedFor = undefined;
    const now = this.#clock.now();
    for (let rung = 0; rung < mostAtOnce; rung += 1) {
      const alarm = this.#nearest();
      if (alarm === undefined || alarm.at > now) break;
      this.#heap.pop();
      this.#alarms.delete(alarm.key);
      this.#ring(alarm.key);
    }
    this.#arm();
  }
}
