import { expect, it } from 'vitest';
import { startWorkflowRequestSchema, type ScheduleExecution } from '#contract/index.ts';
import { createMemoryStore } from '../adapters/storage-memory/memory-store.ts';
import type { Store } from '../ports.ts';
import { ScheduleHistory } from './schedule-history.ts';

function execution(scheduleName: string, scheduledTime: number): ScheduleExecution {
  return {
    executionId: `${scheduleName} ${scheduledTime}`,
    scheduleName,
    scheduledTime,
    executionTime: scheduledTime,
    workflowName: 'w',
    startWorkflowRequest: startWorkflowRequestSchema.parse({ name: 'w' }),
    zoneId: 'UTC',
    state: 'EXECUTED',
  };
}

async function add(history: ScheduleHistory, store: Store, name: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    await store.commit([...(await history.makeRoom(name)), history.put(execution(name, at))]);
    history.stored(name);
  }
}

async function timesOf(history: ScheduleHistory, name: string): Promise<readonly number[]> {
  const all = (await history.executions()).filter(({ scheduleName }) => scheduleName === name);
  expect(await history.executions([name, 'none', name])).toEqual(all);
  return all.map(({ scheduledTime }) => scheduledTime);
}

it.each(['a', 'a\nb', 'a\n', String.raw`a\n`, '%', 'a\u0000', 'ü\ud800'])(
  'SD12 the newest 1,000 starts of a schedule %j are kept, and those of others left alone',
  async (name) => {
    const store = createMemoryStore();
    const others = ['a', 'a\nb', 'a\n', 'aa', String.raw`a\n`].filter((other) => other !== name);
    const history = new ScheduleHistory(store);
    for (const other of others) await add(history, store, other, 2);
    await add(history, store, name, 1_002);
    const times = await timesOf(history, name);
    expect([times.length, times[0], times.at(-1)]).toEqual([1_000, 1_001, 2]);
    for (const other of others) expect(await timesOf(history, other)).toEqual([1, 0]);
    const reopened = new ScheduleHistory(store);
    await add(reopened, store, name, 0);
    expect(await reopened.makeRoom(name)).toHaveLength(1);
    expect(await reopened.has(name, 2)).toBe(true);
    expect(await reopened.has(name, 1)).toBe(false);
  },
);
