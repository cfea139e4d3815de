import type { PublishedMessage } from '../core/draft.ts';
import type { EventMessage } from '../model.ts';
import type { Change, EnginePorts } from '../ports.ts';
import type { EventHistory } from './event-history.ts';

/** When a message cannot be delivered for now, such as to a full disk, it is tried again after a while. */
const retryAfterMs = 30_000;

/** So many messages, then others have a turn: events may give rise to events without end. */
const mostInARow = 100;

/** Delivers a message, and gives the keys of what was noted of it. Rejects when it is to be delivered once more. */
export type Deliver = (message: EventMessage) => Promise<readonly string[]>;

/**
 * Delivers what was published: messages of one event one after the other, and each until it is delivered. One that
 * cannot be delivered for now holds up those behind it, and no other event.
 */
export class EventQueue {
  readonly #ports: EnginePorts;
  readonly #deliver: Deliver;
  readonly #history: EventHistory;
  /** In the order of publishing; what is being delivered is still in it. */
  #waiting = new Map<string, PublishedMessage>();
  /** Events whose first message is to be tried again later. */
  readonly #heldUp = new Set<string>();
  readonly #alarms = new Set<() => void>();
  #running: Promise<void> | undefined;
  #isOpen = false;
  #isStopped = false;

  constructor(ports: EnginePorts, deliver: Deliver, history: EventHistory) {
    this.#ports = ports;
    this.#deliver = deliver;
    this.#history = history;
  }

  /** Takes up what an earlier run of the engine has not delivered; nothing that was published since comes before it. */
  async open(): Promise<void> {
    const left = await this.#ports.store.documents('eventMessage');
    const since = this.#waiting;
    this.#waiting = new Map(left.map(({ key, value }) => [key, { key, message: value }]));
    this.#isOpen = true;
    this.add([...since.values()]);
  }

  add(published: readonly PublishedMessage[]): void {
    for (const each of published) this.#waiting.set(each.key, each);
    this.#start();
  }

  /** What has not been delivered is delivered at the next start. */
  async close(): Promise<void> {
    this.#isStopped = true;
    this.#waiting.clear();
    for (const cancel of this.#alarms) cancel();
    await this.#running;
  }

  #start(): void {
    if (!this.#isOpen || this.#isStopped || this.#running !== undefined) return;
    const batch = this.#next();
    if (batch.length === 0) return;
    this.#running = this.#deliverSome(batch).finally(() => {
      this.#running = undefined;
      if (this.#next().length > 0) this.#after(0, () => this.#start());
    });
  }

  #next(): readonly PublishedMessage[] {
    const batch: PublishedMessage[] = [];
    for (const each of this.#waiting.values()) {
      if (batch.length === mostInARow) break;
      if (!this.#heldUp.has(each.message.event)) batch.push(each);
    }
    return batch;
  }

  async #deliverSome(batch: readonly PublishedMessage[]): Promise<void> {
    const byEvent = Map.groupBy(batch, ({ message }) => message.event);
    await Promise.all([...byEvent].map(([event, messages]) => this.#deliverInOrder(event, messages)));
  }

  async #deliverInOrder(event: string, messages: readonly PublishedMessage[]): Promise<void> {
    for (const { key, message } of messages) {
      if (this.#isStopped) return;
      try {
        const noted = this.#history.note(message.id, await this.#deliver(message), this.#ports.clock.now());
        const delivered: Change = { kind: 'document.delete', collection: 'eventMessage', key };
        await this.#ports.store.commit([delivered, ...noted.changes]);
        noted.stored();
        this.#waiting.delete(key);
      } catch (error) {
        if (this.#isStopped) return;
        this.#ports.log.error(`Message ${message.id} of event ${event} is not delivered yet`, error);
        this.#holdUp(event);
        return;
      }
    }
  }

  #holdUp(event: string): void {
    this.#heldUp.add(event);
    this.#after(retryAfterMs, () => {
      this.#heldUp.delete(event);
      this.#start();
    });
  }

  #after(milliseconds: number, run: () => void): void {
    if (this.#isStopped) return;
    const cancel = this.#ports.clock.at(this.#ports.clock.now() + milliseconds, () => {
      this.#alarms.delete(cancel);
      run();
    });
    this.#alarms.add(cancel);
  }
}
