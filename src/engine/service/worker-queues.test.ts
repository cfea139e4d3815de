import { expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { simple, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';
import { WorkerQueues } from './worker-queues.ts';

it('PO12 queues that are idle are forgotten when there are too many, those that somebody waits at are not', () => {
  const clock = new FakeClock();
  const queues = new WorkerQueues(clock);
  const awaited = queues.polled('awaited');
  void awaited.arrival(Infinity, undefined);
  for (let run = 0; run < 30_000; run += 1) queues.polled(`run ${run}`);
  expect(queues.entries().length).toBeLessThanOrEqual(10_000);
  expect(queues.polled('awaited')).toBe(awaited);
});

it('PO12 a task that waits is handed out, however many other names are asked for meanwhile', async () => {
  const scenario = await Scenario.open();
  const id = await scenario.start(workflowDef([simple('t')]));
  for (let run = 0; run < 10_001; run += 1) await scenario.poll(`run ${run}`);
  expect((await scenario.take('t')).workflowInstanceId).toBe(id);
});
