import type { Store } from '../../ports.ts';

/** How the suite gets at a kind of store. */
export interface StoreKind {
  readonly name: string;
  /** Opens the store at a place of that name, which is empty when it is opened for the first time. */
  open(place: string): Promise<Store>;
  /** Whether what was committed is there again when the place is opened anew. */
  readonly lasting: boolean;
}

let places = 0;

/** The name of a place that nothing has been stored at. */
export function newPlace(): string {
  places += 1;
  return `place-${places}`;
}

/** Runs `work` with a new, empty store and closes it. */
export async function withStore(kind: StoreKind, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await kind.open(newPlace());
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
