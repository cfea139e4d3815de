import type { Payload } from '../model.ts';
import { jsonSize } from './payload-size.ts';

type Entries = readonly (readonly [string, unknown])[];

/**
 * A workflow's variables while a decision changes them. Copied at the first change and again only when somebody has
 * kept what they were, and measured entry by entry: the cost of setting one does not follow how many there are.
 */
export class Variables {
  #current: Payload;
  #isOwn = false;
  /** Bytes of all entries in JSON, each with a comma. */
  #entryBytes: number | undefined;

  constructor(variables: Payload) {
    this.#current = variables;
  }

  /** The variables as they are now and will stay. */
  share(): Payload {
    this.#isOwn = false;
    return this.#current;
  }

  /** The size of the variables' JSON if these entries were set. */
  sizeWith(entries: Entries): number {
    return this.#entryBytesWith(entries) + 1;
  }

  /** Returns the map that holds the variables now; the same one as long as nobody has kept it. */
  set(entries: Entries): Payload {
    this.#entryBytes = this.#entryBytesWith(entries);
    if (!this.#isOwn) {
      this.#current = { ...this.#current };
      this.#isOwn = true;
    }
    for (const [name, value] of entries) {
      // `__proto__` is a name like any other.
      Object.defineProperty(this.#current, name, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    return this.#current;
  }

  #entryBytesWith(entries: Entries): number {
    this.#entryBytes ??= Object.keys(this.#current).length === 0 ? 0 : jsonSize(this.#current) - 1;
    let bytes = this.#entryBytes;
    for (const [name, value] of entries) {
      if (Object.hasOwn(this.#current, name)) bytes -= entrySize(name, this.#current[name]);
      bytes += entrySize(name, value);
    }
    return bytes;
  }
}

function entrySize(name: string, value: unknown): number {
  return jsonSize(name) + 1 + jsonSize(value) + 1;
}
