import { describe, expect, it } from 'vitest';
import { conflict, notFound } from '../errors.ts';
import { settled, watched } from '../testing/fake-clock.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { CommitWatch } from './commit-watch.ts';
import { FollowUps } from './follow-ups.ts';

function open() {
  const ports = fakePorts();
  return { ports, followUps: new FollowUps(ports) };
}

/** Jobs that go on until they are let go. */
function heldJobs() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const begun: number[] = [];
  const job = (n: number) => async () => {
    begun.push(n);
    await promise;
  };
  return { begun, job, letGo: resolve };
}

describe('jobs that follow from commits', () => {
  it('DU10 a job that fails is done again after a while, as often as it takes', async () => {
    const { ports, followUps } = open();
    let tries = 0;
    const tried = watched(
      followUps.start('Telling', () => {
        tries += 1;
        return tries < 3 ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
      }),
    );
    await settled();
    expect([tries, tried.isOver()]).toEqual([1, true]);
    await ports.clock.advance(29_999);
    expect(tries).toBe(1);
    await ports.clock.advance(30_001);
    expect(tries).toBe(3);
    await ports.clock.advance(120_000);
    expect([tries, ports.clock.alarms]).toEqual([3, 0]);
    expect(ports.log.lines).toEqual(['error Telling failed', 'error Telling failed']);
  });

  it.each([
    ['is gone', notFound('gone'), 1, 0],
    ['refuses', conflict('no'), 2, 1],
    ['throws what is no error', 'odd', 2, 1],
  ])('DU10 a job about what %s is done %i times', async (_, error, tries, lines) => {
    const { ports, followUps } = open();
    let count = 0;
    void followUps.start('Telling', () => {
      count += 1;
      return count === 1 ? Promise.reject(error) : Promise.resolve();
    });
    await ports.clock.advance(60_000);
    expect([count, ports.log.lines.length, ports.clock.alarms]).toEqual([tries, lines, 0]);
  });

  it('DU10 at most 200 are under way; the others come in their order', async () => {
    const { followUps } = open();
    const { begun, job, letGo } = heldJobs();
    const done = Array.from({ length: 450 }, (_, n) => followUps.start('Telling', job(n)));
    await settled();
    expect(begun).toHaveLength(200);
    letGo();
    await Promise.all(done);
    expect(begun).toEqual(Array.from({ length: 450 }, (_, n) => n));
  });

  it('DU10 jobs that fail make room for others', async () => {
    const { followUps } = open();
    for (let n = 0; n < 300; n += 1) void followUps.start('Failing', () => Promise.reject(new Error('no')));
    let isDone = false;
    await followUps.start('Last', async () => {
      isDone = true;
    });
    expect(isDone).toBe(true);
  });

  it('DU7 closing waits for what has begun, leaves what has not, and takes no more', async () => {
    const { ports, followUps } = open();
    const { begun, job, letGo } = heldJobs();
    const last = Array.from({ length: 201 }, (_, n) => followUps.start('Telling', job(n))).at(-1);
    const closing = watched(followUps.close());
    await last;
    expect(closing.isOver()).toBe(false);
    letGo();
    await closing.promise;
    await followUps.start('Late', job(999));
    expect([begun.length, begun.includes(200), begun.includes(999)]).toEqual([200, false, false]);
    expect(ports.clock.alarms).toBe(0);
  });

  it('DU7 closing lets go of what was to be done again, and of what fails meanwhile', async () => {
    const { ports, followUps } = open();
    void followUps.start('Failing', () => Promise.reject(new Error('no')));
    const late = Promise.withResolvers<void>();
    void followUps.start('Failing late', () => late.promise);
    await settled();
    expect(ports.clock.alarms).toBe(1);
    const closing = followUps.close();
    late.reject(new Error('too late'));
    await closing;
    expect(ports.clock.alarms).toBe(0);
    expect(ports.log.lines).toEqual(['error Failing failed']);
  });
});

describe('those who wait for commits', () => {
  function watch() {
    const { clock } = fakePorts();
    const commits = new CommitWatch(clock);
    const state = new Map<string, number>();
    /** Waits until the sum over some executions has come to a number. */
    const until = (ids: readonly string[], sum: number, milliseconds = 1000, signal?: AbortSignal) =>
      commits.until(
        async (follow) => {
          ids.forEach(follow);
          await Promise.resolve();
          return ids.reduce((total, id) => total + (state.get(id) ?? 0), 0);
        },
        (seen) => seen >= sum,
        clock.now() + milliseconds,
        signal,
      );
    const commit = (id: string, value: number) => {
      state.set(id, value);
      commits.committed(id);
    };
    return { clock, commits, until, commit };
  }

  it('SY1 see what is there already without waiting', async () => {
    const { clock, until, commit } = watch();
    commit('a', 5);
    expect(await until(['a'], 5)).toEqual({ seen: 5, isInTime: true });
    expect(clock.alarms).toBe(0);
  });

  it('SY1 look again at each commit of what they follow, and at no other', async () => {
    const { clock, until, commit } = watch();
    const waiting = watched(until(['a', 'b'], 3));
    for (const [id, value] of [
      ['a', 1],
      ['c', 9],
      ['b', 1],
    ] as const) {
      commit(id, value);
      await settled();
    }
    expect(waiting.isOver()).toBe(false);
    commit('b', 2);
    expect(await waiting.promise).toEqual({ seen: 3, isInTime: true });
    expect(clock.alarms).toBe(0);
  });

  it('SY1 miss no commit that comes while they look', async () => {
    const { clock, commits } = watch();
    let value = 0;
    const waiting = commits.until(
      async (follow) => {
        follow('a');
        const seen = value;
        // It comes after the reading, before the answer.
        if (value === 0) {
          value = 1;
          commits.committed('a');
        }
        await Promise.resolve();
        return seen;
      },
      (seen) => seen === 1,
      clock.now() + 1000,
    );
    expect(await waiting).toEqual({ seen: 1, isInTime: true });
  });

  it('SY2 answer with what there is when the time is over, the client goes, or the engine closes', async () => {
    const { clock, commits, until, commit } = watch();
    commit('a', 1);
    const late = watched(until(['a'], 9, 500));
    await clock.advance(499);
    expect(late.isOver()).toBe(false);
    await clock.advance(1);
    expect(await late.promise).toEqual({ seen: 1, isInTime: false });

    const client = new AbortController();
    const gone = until(['a'], 9, 500, client.signal);
    await settled();
    client.abort();
    expect(await gone).toEqual({ seen: 1, isInTime: false });

    const closed = until(['a'], 9);
    await settled();
    commits.close();
    expect(await closed).toEqual({ seen: 1, isInTime: false });
    expect(await until(['a'], 9)).toEqual({ seen: 1, isInTime: false });
    expect(clock.alarms).toBe(0);
  });

  it('SY2 whose look fails leave no alarm behind', async () => {
    const { clock, commits } = watch();
    const failing = commits.until(
      () => Promise.reject(new Error('gone')),
      () => true,
      clock.now() + 1000,
    );
    await expect(failing).rejects.toThrow('gone');
    expect(clock.alarms).toBe(0);
  });

  it('SY1 are many for one execution, each with an end of its own', async () => {
    const { until, commit } = watch();
    const waiting = [1, 2, 3].map((sum) => watched(until(['a'], sum)));
    for (const value of [1, 2, 3]) {
      commit('a', value);
      await settled();
      expect(waiting.map((each) => each.isOver())).toEqual([1, 2, 3].map((sum) => sum <= value));
    }
  });
});
