import type { Change, Store } from '../ports.ts';

/** Of so many messages is kept what came of them: events are not to fill the disk. */
const mostKept = 1000;

interface Delivery {
  readonly time: number;
  /** The keys of what was noted of the message. */
  readonly executions: readonly string[];
}

/**
 * Which messages were delivered last, and where it is noted what came of each. A message of an id that is in it is not
 * acted on again.
 */
export class EventHistory {
  /** By message id, the oldest first. */
  readonly #deliveries: Map<string, Delivery>;

  private constructor(deliveries: readonly (readonly [string, Delivery])[]) {
    this.#deliveries = new Map(deliveries);
  }

  static async open(store: Store): Promise<EventHistory> {
    const stored = await store.documents('eventDelivery');
    const byAge = stored.toSorted((a, b) => a.value.time - b.value.time);
    return new EventHistory(byAge.map(({ key, value }) => [key, value]));
  }

  /**
   * What is to be stored with the delivery of a message, of which something was noted: that takes away the oldest for
   * which there is no room any more. `stored` is to be called once it is.
   */
  note(
    messageId: string,
    executions: readonly string[],
    now: number,
  ): { readonly changes: readonly Change[]; stored(): void } {
    if (executions.length === 0) return { changes: [], stored: () => undefined };
    const value: Delivery = { time: now, executions };
    const gone = this.#surplusWith(messageId);
    return {
      changes: [
        { kind: 'document.put', collection: 'eventDelivery', key: messageId, value },
        ...gone.flatMap(([id, { executions: keys }]) => [
          removed('eventDelivery', id),
          ...keys.map((key) => removed('eventExecution', key)),
        ]),
      ],
      stored: () => {
        for (const [id] of gone) this.#deliveries.delete(id);
        this.#deliveries.delete(messageId);
        this.#deliveries.set(messageId, value);
      },
    };
  }

  /** The oldest, for which there is no room beside a message. */
  #surplusWith(messageId: string): (readonly [string, Delivery])[] {
    const size = this.#deliveries.size + Number(!this.#deliveries.has(messageId));
    const surplus: (readonly [string, Delivery])[] = [];
    for (const entry of this.#deliveries) {
      if (size - surplus.length <= mostKept) break;
      if (entry[0] !== messageId) surplus.push(entry);
    }
    return surplus;
  }
}

function removed(collection: 'eventDelivery' | 'eventExecution', key: string): Change {
  return { kind: 'document.delete', collection, key };
}
