import type { PublishedMessage } from '../core/draft.ts';
import type { EventMessage } from '../model.ts';
import type { EnginePorts } from '../ports.ts';

/** When a message cannot be delivered for now, such as to a full disk, it is tried again after a while. */
const retryAfterMs = 30_000;

/** So many messages, then others have a turn: events may give rise to events without end. */
const mostInARow = 100;

/** Delivers what was published: messages of one event one after the other, and each until it is delivered. */
export class EventQueue {
  readonly #ports: EnginePorts;
  readonly #deliver: (message: EventMessage) => Promise<void>;
  readonly #waiting = new Map<string, PublishedMessage>();
  readonly #alarms = new Set<() => void>();
  #running: Promise<void> | undefined;
  #isStopped = false;

  /** `deliver` rejects when the message is to be delivered once more. */
  constructor(ports: EnginePorts, deliver: (message: EventMessage) => Promise<void>) {
    this.#ports = ports;
    this.#deliver = deliver;
  }

  /** Takes up what an earlier run of the engine has not delivered. */
  async open(): Promise<void> {
    const left = await this.#ports.store.documents('eventMessage');
    this.add(left.map(({ key, value }) => ({ key, message: value })));
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
    if (this.#isStopped || this.#running !== undefined || this.#waiting.size === 0) return;
    this.#running = this.#deliverSome().finally(() => {
      this.#running = undefined;
      if (this.#waiting.size > 0) this.#after(0, () => this.#start());
    });
  }

  async #deliverSome(): Promise<void> {
    const batch = [...this.#waiting.values()].slice(0, mostInARow);
    for (const { key } of batch) this.#waiting.delete(key);
    const byEvent = Map.groupBy(batch, ({ message }) => message.event);
    await Promise.all([...byEvent.values()].map((messages) => this.#deliverInOrder(messages)));
  }

  async #deliverInOrder(messages: readonly PublishedMessage[]): Promise<void> {
    for (const { key, message } of messages) {
      if (this.#isStopped) return;
      try {
        await this.#deliver(message);
        await this.#ports.store.commit([{ kind: 'document.delete', collection: 'eventMessage', key }]);
      } catch (error) {
        if (this.#isStopped) return;
        this.#ports.log.error(`Message ${message.id} of event ${message.event} is not delivered yet`, error);
        this.#after(retryAfterMs, () => this.add([{ key, message }]));
      }
    }
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
