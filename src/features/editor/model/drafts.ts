import { z } from 'zod';

/** Edits that were not saved, kept in the browser until they are saved or thrown away. */
export interface Draft {
  readonly text: string;
  /** When the definition they started from was last changed on the server; 0 for a new one. */
  readonly basedOn: number;
  readonly savedAt: number;
}

/** Where drafts are kept: the browser's localStorage, or nothing where it is forbidden. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface Drafts {
  read(key: string): Draft | undefined;
  /** False when there is no room for it. */
  write(key: string, draft: Draft): boolean;
  remove(key: string): void;
}

const prefix = 'conductor.draft.';
const most = 30;

const draftSchema = z.object({ text: z.string(), basedOn: z.number(), savedAt: z.number() });

/** The key of a definition's draft; a definition that was never saved has one for all. */
export function draftKey(
  definition: { readonly name: string; readonly version: number } | undefined,
): string {
  return definition === undefined ? 'new' : `${definition.name}/${definition.version}`;
}

export function createDrafts(storage: DraftStorage | undefined): Drafts {
  function read(key: string): Draft | undefined {
    const text = storage?.getItem(prefix + key);
    if (text === undefined || text === null) return undefined;
    try {
      return draftSchema.parse(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  function keys(): string[] {
    const count = storage?.length ?? 0;
    const all = Array.from({ length: count }, (_, index) => storage?.key(index) ?? '');
    return all.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  }

  function oldestFirst(): string[] {
    const ages = keys().map((key) => ({ key, savedAt: read(key)?.savedAt ?? 0 }));
    return ages.sort((left, right) => left.savedAt - right.savedAt).map((entry) => entry.key);
  }

  function remove(key: string): void {
    storage?.removeItem(prefix + key);
  }

  // A full storage gives up its oldest drafts before it gives up this one.
  function write(key: string, draft: Draft): boolean {
    const others = oldestFirst().filter((other) => other !== key);
    for (const other of others.splice(0, Math.max(0, others.length - (most - 1)))) remove(other);
    for (;;) {
      try {
        storage?.setItem(prefix + key, JSON.stringify(draft));
        return storage !== undefined;
      } catch {
        const oldest = others.shift();
        if (oldest === undefined) return false;
        remove(oldest);
      }
    }
  }

  return { read, write, remove };
}

export function browserDrafts(): Drafts {
  try {
    return createDrafts(globalThis.localStorage);
  } catch {
    return createDrafts(undefined);
  }
}
