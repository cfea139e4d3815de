import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublishedMessage } from '../core/draft.ts';
import { settled } from '../testing/fake-clock.ts';
import { fakePorts, type FakePorts } from '../testing/fake-ports.ts';
import { EventHistory } from './event-history.ts';
import { EventQueue, type Deliver } from './event-queue.ts';

function message(n: number, event = 'a'): PublishedMessage {
  const id = `m${n}`;
  return { key: `${String(n).padStart(15, '0')}-${id}`, message: { id, event, payload: {} } };
}

/** Messages are published once they are stored. */
async function store(ports: FakePorts, ...published: readonly PublishedMessage[]): Promise<void> {
  await ports.store.commit(
    published.map(({ key, message: value }) => ({
      kind: 'document.put',
      collection: 'eventMessage',
      key,
      value,
    })),
  );
}

async function left(ports: FakePorts): Promise<string[]> {
  return (await ports.store.documents('eventMessage')).map(({ value }) => value.id);
}

async function queueOver(ports: FakePorts, deliver: Deliver): Promise<EventQueue> {
  const queue = new EventQueue(ports, deliver, await EventHistory.open(ports.store));
  await queue.open();
  return queue;
}

/** Notes whom it was given, and fails for some of them as often as it says there. */
function deliveries(failures: Readonly<Record<string, number>> = {}) {
  const attempts: string[] = [];
  const delivered: string[] = [];
  const remaining = new Map(Object.entries(failures));
  const deliver: Deliver = async ({ id }) => {
    attempts.push(id);
    await Promise.resolve();
    const fails = remaining.get(id) ?? 0;
    remaining.set(id, fails - 1);
    if (fails > 0) throw new Error('the disk is full');
    delivered.push(id);
    return [];
  };
  return { attempts, delivered, deliver };
}

describe('the queue of events', () => {
  it('EH13 a message that cannot be delivered holds up those behind it', async () => {
    const ports = fakePorts();
    const { attempts, delivered, deliver } = deliveries({ m1: 1 });
    const queue = await queueOver(ports, deliver);
    const three = [1, 2, 3].map((n) => message(n));
    await store(ports, ...three);
    queue.add(three);
    await settled();
    expect(attempts).toEqual(['m1']);
    expect(await left(ports)).toEqual(['m1', 'm2', 'm3']);
    await ports.clock.advance(29_999);
    expect(delivered).toEqual([]);
    await ports.clock.advance(1);
    expect(delivered).toEqual(['m1', 'm2', 'm3']);
    expect(await left(ports)).toEqual([]);
    expect(ports.clock.alarms).toBe(0);
  });

  it('EH13 what is published meanwhile waits behind it, too', async () => {
    const ports = fakePorts();
    const { delivered, deliver } = deliveries({ m1: 2 });
    const queue = await queueOver(ports, deliver);
    for (const n of [1, 2, 3]) {
      await store(ports, message(n));
      queue.add([message(n)]);
      await ports.clock.advance(10_000);
    }
    expect(delivered).toEqual([]);
    await ports.clock.advance(30_000);
    expect(delivered).toEqual(['m1', 'm2', 'm3']);
  });

  it('EH13 other events do not wait', async () => {
    const ports = fakePorts();
    const { delivered, deliver } = deliveries({ m1: 1 });
    const queue = await queueOver(ports, deliver);
    const mixed = [message(1), message(2, 'b'), message(3), message(4, 'b')];
    await store(ports, ...mixed);
    queue.add(mixed);
    await settled();
    expect(delivered).toEqual(['m2', 'm4']);
    await ports.clock.advance(30_000);
    expect(delivered).toEqual(['m2', 'm4', 'm1', 'm3']);
  });

  it('EH13 a delivery of which only the end could not be stored is made again, before later ones', async () => {
    const ports = fakePorts();
    const { attempts, deliver } = deliveries();
    const queue = await queueOver(ports, deliver);
    await store(ports, message(1), message(2));
    ports.store.failNext();
    queue.add([message(1), message(2)]);
    await ports.clock.advance(30_000);
    expect(attempts).toEqual(['m1', 'm1', 'm2']);
    expect(ports.log.lines).toEqual(['error Message m1 of event a is not delivered yet']);
  });

  it('EH13 thousands that are held up keep no other event from its turn', async () => {
    const ports = fakePorts();
    const { delivered, deliver } = deliveries({ m0: 1 });
    const queue = await queueOver(ports, deliver);
    queue.add(Array.from({ length: 2000 }, (_, n) => message(n)));
    await settled();
    queue.add([message(5000, 'b')]);
    await ports.clock.advance(0);
    expect(delivered).toEqual(['m5000']);
    expect(ports.clock.alarms).toBe(1);
    await queue.close();
    expect(ports.clock.alarms).toBe(0);
  });

  it('EH12 what was left comes before what is published while the queue opens', async () => {
    const ports = fakePorts();
    await store(ports, message(1), message(2));
    const { delivered, deliver } = deliveries();
    const queue = new EventQueue(ports, deliver, await EventHistory.open(ports.store));
    await store(ports, message(3));
    queue.add([message(3)]);
    await queue.open();
    await settled();
    expect(delivered).toEqual(['m1', 'm2', 'm3']);
  });

  it('EH12 a message that is added twice is delivered once', async () => {
    const ports = fakePorts();
    const { delivered, deliver } = deliveries();
    const queue = await queueOver(ports, deliver);
    queue.add([message(1)]);
    queue.add([message(1)]);
    await ports.clock.advance(0);
    expect(delivered).toEqual(['m1']);
  });

  it('EH12 closing waits for a delivery under way and begins no other', async () => {
    const ports = fakePorts();
    const { promise, resolve } = Promise.withResolvers<void>();
    const begun: string[] = [];
    const queue = await queueOver(ports, async ({ id }) => {
      begun.push(id);
      await promise;
      return [];
    });
    await store(ports, message(1), message(2));
    queue.add([message(1), message(2)]);
    const closing = queue.close();
    resolve();
    await closing;
    expect(begun).toEqual(['m1']);
    expect(await left(ports)).toEqual(['m2']);
    queue.add([message(3)]);
    await ports.clock.advance(60_000);
    expect(begun).toEqual(['m1']);
  });

  it('EH12 EH13 whatever fails or crashes, each event keeps its order and nothing is lost', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c').map((event) => ({ do: 'publish', event })) },
      { weight: 2, arbitrary: fc.nat({ max: 3 }).map((after) => ({ do: 'refuse', after })) },
      { weight: 2, arbitrary: fc.constantFrom(0, 10, 30).map((seconds) => ({ do: 'wait', seconds })) },
      { weight: 1, arbitrary: fc.constant({ do: 'restart' }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const ports = fakePorts();
        const published = new Map<string, string[]>();
        const delivered = new Map<string, string[]>();
        const deliver: Deliver = async ({ id, event }) => {
          // What an action does is stored under a key of its own; that may be refused, too.
          await ports.store.commit([
            { kind: 'document.put', collection: 'idempotencyKey', key: id, value: { workflowId: id } },
          ]);
          const before = delivered.get(event) ?? [];
          if (before.at(-1) !== id) delivered.set(event, [...before, id]);
          return [];
        };
        let queue = await queueOver(ports, deliver);
        let n = 0;
        for (const each of steps) {
          if ('event' in each) {
            const next = message((n += 1), each.event);
            const known = published.get(each.event) ?? [];
            // One that could not be stored was not published.
            const isStored = await store(ports, next).then(
              () => true,
              () => false,
            );
            if (!isStored) continue;
            published.set(each.event, [...known, next.message.id]);
            queue.add([next]);
          } else if ('after' in each) ports.store.failNext({ after: each.after });
          else if ('seconds' in each) await ports.clock.advance(each.seconds * 1000);
          else {
            await queue.close();
            queue = await queueOver(ports, deliver);
          }
        }
        await ports.clock.advance(120_000);
        expect(delivered).toEqual(published);
        expect(await left(ports)).toEqual([]);
        expect(ports.clock.alarms).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the history of events', () => {
  const executionsOf = (id: string) => [`${id}/h/0`, `${id}/h/1`];

  /** Delivers messages of these numbers, each with two actions noted. */
  async function play(ports: FakePorts, numbers: readonly number[]): Promise<void> {
    const queue = await queueOver(ports, async ({ id, event }) => {
      await ports.store.commit(
        executionsOf(id).map((key, index) => ({
          kind: 'document.put',
          collection: 'eventExecution',
          key,
          value: {
            id: `${id}_${index}`,
            messageId: id,
            name: 'h',
            event,
            created: ports.clock.now(),
            status: 'COMPLETED',
            output: {},
          },
        })),
      );
      return executionsOf(id);
    });
    for (const n of numbers) {
      queue.add([message(n)]);
      await ports.clock.advance(1);
    }
    await queue.close();
  }

  async function kept(ports: FakePorts): Promise<string[]> {
    const executions = await ports.store.documents('eventExecution');
    return [...new Set(executions.map(({ value }) => value.messageId))];
  }

  const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, n) => from + n);

  it('EH14 is bounded, also over restarts, and loses the oldest first', { timeout: 60_000 }, async () => {
    const ports = fakePorts();
    await play(ports, upTo(995, 1000));
    expect(await kept(ports)).toHaveLength(995);
    await play(ports, upTo(10, 1995));
    const messages = await kept(ports);
    expect(messages).toHaveLength(1000);
    expect(messages).not.toContain('m1004');
    expect(messages).toContain('m1005');
    expect(await ports.store.documents('eventDelivery')).toHaveLength(1000);
    expect(await ports.store.documents('eventExecution')).toHaveLength(2000);
  });

  it('EH14 a message that comes again counts once, as the newest', async () => {
    const ports = fakePorts();
    await play(ports, [1, 2, 1]);
    const history = await EventHistory.open(ports.store);
    const filling = history.note('x', ['x/h/0'], ports.clock.now());
    expect(filling.changes).toHaveLength(1);
    expect((await ports.store.documents('eventDelivery')).map(({ key }) => key)).toEqual(['m1', 'm2']);
  });

  it('EH14 nothing is kept of messages that nobody listened to', async () => {
    const ports = fakePorts();
    const { deliver } = deliveries();
    const queue = await queueOver(ports, deliver);
    await store(ports, message(1));
    queue.add([message(1)]);
    await settled();
    expect(await ports.store.documents('eventDelivery')).toEqual([]);
  });
});
