import { validateEventHandler, type EventHandler } from '#contract/index.ts';
import type { Events } from '../engine.ts';
import { internal, validationFailed } from '../errors.ts';
import type { Store } from '../ports.ts';
import { KeyedMutex } from './keyed-mutex.ts';

/** The event handlers there are; every message asks which listen to it. */
export class EventHandlers implements Events {
  readonly #store: Store;
  readonly #byName: Map<string, EventHandler>;
  readonly #writing = new KeyedMutex();

  private constructor(store: Store, handlers: readonly EventHandler[]) {
    this.#store = store;
    this.#byName = new Map(handlers.map((handler) => [handler.name, handler]));
  }

  static async open(store: Store): Promise<EventHandlers> {
    const stored = await store.documents('eventHandler');
    return new EventHandlers(
      store,
      stored.map(({ value }) => value),
    );
  }

  async handlers(): Promise<readonly EventHandler[]> {
    return this.#inOrder();
  }

  async handlersOf(
    event: string,
    { activeOnly }: { readonly activeOnly: boolean },
  ): Promise<readonly EventHandler[]> {
    return this.listeners(event, activeOnly);
  }

  listeners(event: string, activeOnly = true): readonly EventHandler[] {
    return this.#inOrder().filter((handler) => handler.event === event && (handler.active || !activeOnly));
  }

  register(handler: EventHandler): Promise<void> {
    check(handler, 'addEventHandler');
    return this.#writing.run(handler.name, async () => {
      if (this.#byName.has(handler.name)) {
        throw internal(`EventHandler with name ${handler.name} already exists!`);
      }
      await this.#put(handler);
    });
  }

  update(handler: EventHandler): Promise<void> {
    check(handler, 'updateEventHandler');
    return this.#writing.run(handler.name, async () => {
      this.#assertKnown(handler.name);
      await this.#put(handler);
    });
  }

  remove(name: string): Promise<void> {
    return this.#writing.run(name, async () => {
      this.#assertKnown(name);
      await this.#store.commit([{ kind: 'document.delete', collection: 'eventHandler', key: name }]);
      this.#byName.delete(name);
    });
  }

  /** By name, so that it is the same after a restart. */
  #inOrder(): readonly EventHandler[] {
    return [...this.#byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #put(handler: EventHandler): Promise<void> {
    const { name } = handler;
    await this.#store.commit([
      { kind: 'document.put', collection: 'eventHandler', key: name, value: handler },
    ]);
    this.#byName.set(name, handler);
  }

  #assertKnown(name: string): void {
    if (!this.#byName.has(name)) throw internal(`EventHandler with name ${name} not found!`);
  }
}

function check(handler: EventHandler, method: string): void {
  const problems = validateEventHandler(handler, method);
  if (problems.length > 0) throw validationFailed(problems);
}
