import type { Collection, DocumentRange, Documents, KeyedDocument } from '../../ports.ts';
import { compare } from '../summary-search.ts';

/** Documents in memory. */
export class DocumentMap {
  readonly #collections = new Map<Collection, Map<string, Documents[Collection]>>();

  put(collection: Collection, key: string, value: Documents[Collection]): void {
    const documents = this.#collections.get(collection);
    if (documents === undefined) this.#collections.set(collection, new Map([[key, value]]));
    else documents.set(key, value);
  }

  delete(collection: Collection, key: string): void {
    this.#collections.get(collection)?.delete(key);
  }

  get<C extends Collection>(collection: C, key: string): Documents[C] | undefined {
    return this.#of(collection)?.get(key);
  }

  list<C extends Collection>(
    collection: C,
    { prefix = '', after, limit, descending = false }: DocumentRange,
  ): readonly KeyedDocument<Documents[C]>[] {
    const direction = descending ? -1 : 1;
    return [...(this.#of(collection) ?? [])]
      .filter(([key]) => key.startsWith(prefix))
      .filter(([key]) => after === undefined || compare(key, after) * direction > 0)
      .sort(([a], [b]) => compare(a, b) * direction)
      .slice(0, limit)
      .map(([key, value]) => ({ key, value }));
  }

  /** A collection holds what was put into it under its name, and nothing else. */
  #of<C extends Collection>(collection: C): Map<string, Documents[C]> | undefined {
    return this.#collections.get(collection) as Map<string, Documents[C]> | undefined;
  }
}
