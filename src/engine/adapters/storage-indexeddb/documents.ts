import type { Collection, DocumentRange, Documents, KeyedDocument } from '../../ports.ts';
import { compare } from '../summary-search.ts';
import type { EngineDatabase } from './schema.ts';

// A collection holds what was put into it under its name, and nothing else: so what is read back has its type.

/** Comes behind every text that continues a prefix. */
const lastCharacter = '\uFFFF';

export async function getDocument<C extends Collection>(
  db: EngineDatabase,
  collection: C,
  key: string,
): Promise<Documents[C] | undefined> {
  return (await db.get('document', [collection, key])) as Documents[C] | undefined;
}

export async function listDocuments<C extends Collection>(
  db: EngineDatabase,
  collection: C,
  range: DocumentRange,
): Promise<readonly KeyedDocument<Documents[C]>[]> {
  const keys = keyRange(collection, range);
  if (keys === undefined) return [];
  const { limit = Infinity, descending = false } = range;
  const found: KeyedDocument<Documents[C]>[] = [];
  let cursor = await db.transaction('document').store.openCursor(keys, descending ? 'prev' : 'next');
  while (cursor !== null && found.length < limit) {
    found.push({ key: cursor.key[1], value: cursor.value as Documents[C] });
    cursor = await cursor.continue();
  }
  return found;
}

/** The keys asked for; undefined when there can be none, which IndexedDB refuses to be asked. */
function keyRange(
  collection: Collection,
  { prefix = '', after, descending = false }: DocumentRange,
): IDBKeyRange | undefined {
  let [low, lowOpen] = [prefix, false];
  let [high, highOpen] = [prefix + lastCharacter, false];
  if (after !== undefined && descending && compare(after, high) < 0) [high, highOpen] = [after, true];
  if (after !== undefined && !descending && compare(after, low) >= 0) [low, lowOpen] = [after, true];
  const order = compare(low, high);
  if (order > 0 || (order === 0 && (lowOpen || highOpen))) return undefined;
  return IDBKeyRange.bound([collection, low], [collection, high], lowOpen, highOpen);
}
