/**
 * Thrown out of a decision by a runner whose answer would hold everything else up: the decision is to be thrown away,
 * and made again once the answer is there.
 */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  /** When the runner can answer at once. Rejects when it never will. */
  readonly ready: Promise<void>;
  /** Lets go of the answer: the decision has been made. */
  readonly forget: () => void;

  constructor(ready: Promise<void>, forget: () => void = () => undefined) {
    super('Postponed');
    this.ready = ready;
    this.forget = forget;
  }
}

/** Makes a decision, as often as it is postponed. `make` begins from what is stored each time. */
export async function decided<T>(make: () => T | Promise<T>): Promise<T> {
  const postponements: Postponed[] = [];
  try {
    for (;;) {
      try {
        return await make();
      } catch (error) {
        if (!(error instanceof Postponed)) throw error;
        postponements.push(error);
        await error.ready;
      }
    }
  } finally {
    for (const { forget } of postponements) forget();
  }
}
