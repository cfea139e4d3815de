import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskModel } from '../model.ts';
import { FakeClock, settled, watched } from '../testing/fake-clock.ts';
import { taskModel } from '../testing/builders.ts';
import { TaskQueue } from './task-queue.ts';
import { queueName, WorkerQueues } from './worker-queues.ts';

function task(taskId: string, fields: Partial<TaskModel> = {}): TaskModel {
  return taskModel({ taskId, taskType: 'a', taskDefName: 'a', status: 'SCHEDULED', ...fields });
}

const taken = (queue: TaskQueue, count = 100) => queue.take(count).map(({ taskId }) => taskId);

describe('a queue of tasks', () => {
  type Step =
    | {
        readonly do: 'offer';
        readonly id: number;
        readonly priority: number;
        readonly delay: number | undefined;
      }
    | { readonly do: 'withdraw'; readonly id: number }
    | { readonly do: 'take' | 'return'; readonly count: number }
    | { readonly do: 'wait'; readonly by: number };

  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.oneof(
      fc.record({
        do: fc.constant('offer' as const),
        id: fc.nat({ max: 12 }),
        priority: fc.nat({ max: 2 }),
        delay: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
      }),
      fc.record({ do: fc.constant('withdraw' as const), id: fc.nat({ max: 12 }) }),
      fc.record({ do: fc.constantFrom('take' as const, 'return' as const), count: fc.nat({ max: 4 }) }),
      fc.record({ do: fc.constant('wait' as const), by: fc.nat({ max: 3 }) }),
    ),
    { maxLength: 60 },
  );

  interface Entry {
    readonly id: string;
    readonly priority: number;
    readonly at: number;
    readonly order: number;
  }

  /** PO3 in one line. */
  const byUrgency = (a: Entry, b: Entry) => b.priority - a.priority || a.at - b.at || a.order - b.order;

  it('PO3 PO13 hands out what a plain sorted list would, and is as long', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const clock = new FakeClock(1000);
        const queue = new TaskQueue(clock);
        const list: Entry[] = [];
        let order = 0;
        const differing: unknown[] = [];
        for (const each of all) {
          switch (each.do) {
            case 'offer': {
              const id = `t${each.id}`;
              const at = clock.now() + (each.delay ?? 0);
              const availableAt = each.delay === undefined ? undefined : at;
              queue.offer(
                task(id, {
                  workflowPriority: each.priority,
                  ...(availableAt !== undefined && { availableAt }),
                }),
              );
              const known = list.findIndex((entry) => entry.id === id);
              if (known !== -1 && list[known]?.at === at) break;
              if (known !== -1) list.splice(known, 1);
              list.push({ id, priority: each.priority, at, order: (order += 1) });
              break;
            }
            case 'withdraw': {
              queue.withdraw(`t${each.id}`);
              const known = list.findIndex((entry) => entry.id === `t${each.id}`);
              if (known !== -1) list.splice(known, 1);
              break;
            }
            case 'take':
            case 'return': {
              const expected = list
                .filter(({ at }) => at <= clock.now())
                .toSorted(byUrgency)
                .slice(0, each.count);
              const got = queue.take(each.count);
              const ids = [got.map(({ taskId }) => taskId), expected.map(({ id }) => id)];
              if (String(ids[0]) !== String(ids[1])) differing.push(ids);
              if (each.do === 'return') queue.putBack(got);
              else for (const entry of expected) list.splice(list.indexOf(entry), 1);
              break;
            }
            case 'wait':
              await clock.advance(each.by);
              break;
          }
          if (queue.size !== list.length) differing.push([queue.size, list.length]);
        }
        expect(differing).toEqual([]);
        expect(clock.alarms).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('PO3 what is withdrawn and offered again stands behind those that came meanwhile', () => {
    const queue = new TaskQueue(new FakeClock());
    for (const id of ['x', 'y']) queue.offer(task(id));
    queue.withdraw('x');
    queue.offer(task('x'));
    expect(taken(queue)).toEqual(['y', 'x']);
  });

  it('PO3 what is put back after somebody else has offered it is there once', () => {
    const queue = new TaskQueue(new FakeClock());
    queue.offer(task('x'));
    const got = queue.take(1);
    queue.offer(task('x', { availableAt: 5 }));
    queue.putBack(got);
    expect(queue.size).toBe(1);
    expect(taken(queue)).toEqual(['x']);
    expect(taken(queue)).toEqual([]);
  });

  it('PO3 thousands that come and go leave the few that stay in order', () => {
    const queue = new TaskQueue(new FakeClock());
    for (let n = 0; n < 5000; n += 1) queue.offer(task(`t${n}`, { workflowPriority: n % 3 }));
    for (let n = 0; n < 5000; n += 1) if (n % 1000 !== 0) queue.withdraw(`t${n}`);
    expect(taken(queue)).toEqual(['t2000', 't1000', 't4000', 't0', 't3000']);
  });

  it('PO5 one task wakes one worker, a delayed one when it is due', async () => {
    const clock = new FakeClock(0);
    const queue = new TaskQueue(clock);
    const waiting = [1, 2].map(() => watched(queue.arrival(1000, undefined)));
    queue.offer(task('x'));
    await settled();
    expect(waiting.map((each) => each.isOver())).toEqual([true, false]);
    queue.offer(task('y', { availableAt: 500 }));
    await clock.advance(499);
    expect(waiting[1]?.isOver()).toBe(false);
    await clock.advance(1);
    expect(waiting[1]?.isOver()).toBe(true);
    expect(clock.alarms).toBe(0);
  });

  it('PO5 the nearest of several delays is waited for, also once it is withdrawn', async () => {
    const clock = new FakeClock(0);
    const queue = new TaskQueue(clock);
    const got: string[] = [];
    const worker = async () => {
      for (got.push(...taken(queue)); got.length === 0; got.push(...taken(queue))) {
        await queue.arrival(10_000, undefined);
      }
    };
    queue.offer(task('late', { availableAt: 900 }));
    const working = worker();
    queue.offer(task('soon', { availableAt: 100 }));
    queue.withdraw('soon');
    await clock.advance(899);
    expect(got).toEqual([]);
    await clock.advance(1);
    expect(got).toEqual(['late']);
    await working;
    expect(clock.alarms).toBe(0);
  });

  it('PO6 a worker that goes, or whose time is over, leaves no alarm and takes no turn', async () => {
    const clock = new FakeClock(0);
    const queue = new TaskQueue(clock);
    const gone = new AbortController();
    const waiting = [watched(queue.arrival(1000, gone.signal)), watched(queue.arrival(50, undefined))];
    const patient = watched(queue.arrival(1000, undefined));
    gone.abort();
    await clock.advance(50);
    expect(waiting.map((each) => each.isOver())).toEqual([true, true]);
    queue.offer(task('x'));
    await settled();
    expect(patient.isOver()).toBe(true);
    expect(clock.alarms).toBe(0);
  });

  it('DU7 closing wakes everybody and leaves no alarm', async () => {
    const clock = new FakeClock(0);
    const queues = new WorkerQueues(clock);
    const waiting = ['a', 'd:a', 'b'].map((name) => watched(queues.polled(name).arrival(1000, undefined)));
    queues.follow(task('x', { availableAt: 700 }));
    queues.close();
    await settled();
    expect(waiting.map((each) => each.isOver())).toEqual([true, true, true]);
    expect(clock.alarms).toBe(0);
  });
});

describe('the queues of all tasks', () => {
  const names = (queues: WorkerQueues) => queues.entries().map(([name, queue]) => `${name} ${queue.size}`);

  it.each([
    ['a', undefined, 'a'],
    ['a', '', 'a'],
    ['a', 'd', 'd:a'],
    ['x:a', undefined, 'x:a'],
    ['constructor', '__proto__', '__proto__:constructor'],
  ])('PO11 the queue of %s in the domain %s is %s', (taskType, domain, name) => {
    expect(queueName(taskType, domain)).toBe(name);
  });

  it('PO13 follow what a task becomes', () => {
    const queues = new WorkerQueues(new FakeClock());
    queues.follow(task('x'));
    queues.follow(task('y', { domain: 'd' }));
    expect(names(queues)).toEqual(['a 1', 'd:a 1']);
    queues.follow(task('x', { status: 'IN_PROGRESS' }));
    queues.follow(task('x', { status: 'COMPLETED' }));
    expect(names(queues)).toEqual(['a 0', 'd:a 1']);
    queues.follow(task('z', { taskType: 'never', status: 'COMPLETED' }));
    expect(names(queues)).toEqual(['a 0', 'd:a 1']);
  });

  it('TW8 those of a domain that nobody asks for go with their last task', () => {
    const queues = new WorkerQueues(new FakeClock());
    for (const id of ['x', 'y']) queues.follow(task(id, { domain: 'd' }));
    queues.follow(task('x', { domain: 'd', status: 'CANCELED' }));
    expect(names(queues)).toEqual(['d:a 1']);
    queues.follow(task('y', { domain: 'd', status: 'CANCELED' }));
    expect(names(queues)).toEqual([]);
  });

  it('PO9 room for a task wakes a worker of each domain, and of no other type', async () => {
    const queues = new WorkerQueues(new FakeClock());
    const waiting = ['a', 'd:a', 'aa', 'd:aa'].map((name) =>
      watched(queues.polled(name).arrival(Infinity, undefined)),
    );
    queues.wake('a');
    await settled();
    expect(waiting.map((each) => each.isOver())).toEqual([true, true, false, false]);
  });
});
