import type { ScheduleExecution } from '#contract/index.ts';
import type { Change, Store } from '../ports.ts';

/** So many of each schedule are kept: what starts every second is not to fill the disk. */
const mostKept = 1000;

/** What schedules have started. */
export class ScheduleHistory {
  readonly #store: Store;
  /** How many there are of a schedule, once that was asked. */
  readonly #sizes = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Of the schedules of these names, or of all. The newest first. */
  async executions(names?: readonly string[]): Promise<readonly ScheduleExecution[]> {
    const prefixes = names === undefined ? [''] : [...new Set(names)].map(prefixOf);
    const stored = await Promise.all(
      prefixes.map((prefix) => this.#store.documents('scheduleExecution', { prefix })),
    );
    return stored
      .flat()
      .map(({ value }) => value)
      .toSorted((a, b) => b.scheduledTime - a.scheduledTime);
  }

  async has(name: string, scheduledTime: number): Promise<boolean> {
    return (await this.#store.document('scheduleExecution', keyOf(name, scheduledTime))) !== undefined;
  }

  /** What takes away the oldest of a schedule, if there is no room for one more. */
  async makeRoom(name: string): Promise<readonly Change[]> {
    const prefix = prefixOf(name);
    let size = this.#sizes.get(name);
    size ??= (await this.#store.documents('scheduleExecution', { prefix })).length;
    this.#sizes.set(name, size);
    if (size < mostKept) return [];
    const oldest = await this.#store.documents('scheduleExecution', { prefix, limit: size - mostKept + 1 });
    return oldest.map(({ key }) => ({ kind: 'document.delete', collection: 'scheduleExecution', key }));
  }

  put(execution: ScheduleExecution): Change {
    const key = keyOf(execution.scheduleName, execution.scheduledTime);
    return { kind: 'document.put', collection: 'scheduleExecution', key, value: execution };
  }

  /** To be told when what `makeRoom` and `put` gave is stored. */
  stored(name: string): void {
    this.#sizes.set(name, Math.min((this.#sizes.get(name) ?? 0) + 1, mostKept));
  }
}

/** No schedule's prefix is the beginning of another one's. */
function prefixOf(name: string): string {
  return `${name.replaceAll(/[\\\n]/g, (character) => (character === '\n' ? '\\n' : '\\\\'))}\n`;
}

/** In the order of the moments that were scheduled. */
function keyOf(name: string, scheduledTime: number): string {
  return prefixOf(name) + String(scheduledTime).padStart(15, '0');
}
