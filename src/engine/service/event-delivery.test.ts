import { describe, expect, it } from 'vitest';
import { workflowDefSchema } from '#contract/index.ts';
import { step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import {
  children,
  handler,
  noted,
  open,
  publishOne,
  publisher,
  startChild,
  undelivered,
} from '../testing/events.ts';

describe('delivery of messages to event handlers', () => {
  it('EV5 what was published before a crash is delivered at the next start', async () => {
    const scenario = await open([handler('one', [startChild])]);
    const release = scenario.ports.store.hold();
    const started = scenario.start(publisher);
    release();
    await scenario.engine.close();
    await started;
    expect(await undelivered(scenario)).toBe(1);
    await scenario.crash();
    expect(await children(scenario)).toHaveLength(1);
    expect(await undelivered(scenario)).toBe(0);
  });

  it.each([0, 1, 2, 3])(
    'EH11 does each action once, whichever of its writes fails first: %i',
    async (after) => {
      const scenario = await open([handler('one', [startChild, startChild])]);
      scenario.ports.store.failNext({ after: after + 1 });
      await publishOne(scenario);
      await scenario.crash();
      await scenario.advance(60);
      expect(await children(scenario)).toHaveLength(2);
      expect(await noted(scenario)).toHaveLength(2);
      expect(await undelivered(scenario)).toBe(0);
    },
  );

  it('EH12 keeps the order of an event’s messages', async () => {
    const scenario = await open([handler('one', [startChild])]);
    const three = [1, 2, 3].map((n) =>
      step('EVENT', `e${n}`, { sink: 'conductor:e', inputParameters: { order: n } }),
    );
    await scenario.start(workflowDef(three, { name: 'publisher' }));
    await settled();
    const ordered = (await noted(scenario)).map(({ output }) => String(output['workflowId']));
    const begun = await Promise.all(ordered.map((id) => scenario.get(id)));
    const sorted = begun.toSorted((a, b) => (a.workflowId < b.workflowId ? -1 : 1));
    expect(sorted.map(({ input }) => input?.['order'])).toEqual([1, 2, 3]);
  });

  it('EH12 after 100 in a row others have a turn', async () => {
    const scenario = await open([handler('one', [startChild])]);
    const many = Array.from({ length: 250 }, (_, n) =>
      step('EVENT', `e${n}`, { sink: 'conductor:e', inputParameters: { order: n } }),
    );
    await scenario.start(workflowDef(many, { name: 'publisher' }));
    for (let turn = 0; turn < 30; turn += 1) await settled();
    expect(await undelivered(scenario)).toBe(150);
    await scenario.advance(0);
    for (let turn = 0; turn < 30; turn += 1) await settled();
    expect(await undelivered(scenario)).toBe(50);
  });

  it('EH12 events without end leave others their turn', async () => {
    const scenario = await open([]);
    const again = workflowDefSchema.parse({ ...publisher, name: 'again' });
    await scenario.engine.metadata.registerWorkflow(again, { overwrite: true });
    const restart = { action: 'start_workflow', start_workflow: { name: 'again' } };
    await scenario.engine.events.register(handler('loop', [restart], { event: 'conductor:again:e' }));
    await scenario.start(again);
    await settled();
    expect(await noted(scenario)).toHaveLength(1);
    expect(await undelivered(scenario)).toBe(1);
    expect(scenario.ports.clock.alarms).toBe(1);
    await scenario.engine.close();
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it('EH14 keeps what was noted until it is older than what is kept of each', async () => {
    const scenario = await open([
      handler('one', [startChild, { action: 'start_agent' }]),
      handler('two', [startChild], { condition: 'never' }),
    ]);
    await publishOne(scenario);
    const [delivery] = await scenario.ports.store.documents('eventDelivery');
    const executions = await scenario.ports.store.documents('eventExecution');
    expect(executions).toHaveLength(3);
    expect(delivery?.value.executions.toSorted()).toEqual(executions.map(({ key }) => key));
  });

  it('EH13 tries again after a while when the store refuses', async () => {
    const scenario = await open([handler('one', [startChild])]);
    scenario.ports.store.failNext({ after: 1 });
    await publishOne(scenario);
    expect(await children(scenario)).toEqual([]);
    await scenario.advance(30);
    expect(await children(scenario)).toHaveLength(1);
    expect(await undelivered(scenario)).toBe(0);
  });
});
