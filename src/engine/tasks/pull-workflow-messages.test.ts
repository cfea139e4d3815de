import { describe, expect, it } from 'vitest';
import { fork, simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const pull = (reference = 'pull', inputParameters: Readonly<Record<string, unknown>> = {}) =>
  step('PULL_WORKFLOW_MESSAGES', reference, { inputParameters });

async function push(scenario: Scenario, workflowId: string, payload: Record<string, unknown>) {
  return scenario.engine.workflows.pushMessage(workflowId, payload);
}

describe('PULL_WORKFLOW_MESSAGES', () => {
  it('PM1 waits for a message and takes it at once', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([pull()]));
    expect(await scenario.trace(id)).toEqual(['pull IN_PROGRESS']);
    const sent = await push(scenario, id, { a: 1 });
    if (sent.kind !== 'accepted') throw new Error(sent.kind);
    expect(await scenario.get(id)).toMatchObject({
      status: 'COMPLETED',
      output: {
        count: 1,
        messages: [
          { id: sent.messageId, workflowId: id, payload: { a: 1 }, receivedAt: '2030-01-01T00:00:00.000Z' },
        ],
      },
    });
  });

  it('PM2 takes up to batchSize of those that came before it, the oldest first', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), pull('pull', { batchSize: 2 }), pull('rest')]));
    for (const n of [1, 2, 3]) await push(scenario, id, { n });
    await scenario.complete('a');
    const payloads = async (reference: string) => (await scenario.task(id, reference)).outputData;
    expect(await payloads('pull')).toMatchObject({
      count: 2,
      messages: [{ payload: { n: 1 } }, { payload: { n: 2 } }],
    });
    expect(await payloads('rest')).toMatchObject({ count: 1, messages: [{ payload: { n: 3 } }] });
  });

  it('PM2 takes a hundred at most', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), pull('pull', { batchSize: 500 })]));
    for (let n = 0; n < 101; n += 1) await push(scenario, id, { n });
    await scenario.complete('a');
    expect((await scenario.task(id, 'pull')).outputData).toMatchObject({ count: 100 });
  });

  it('PM3 completes with none when it is not to block', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([pull('pull', { blocking: false })]));
    expect(await scenario.get(id)).toMatchObject({ status: 'COMPLETED', output: { count: 0, messages: [] } });
  });

  it('PM4 each message goes to one task, the first that waits', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('fork', [[pull('one')], [pull('two')]])));
    await push(scenario, id, { n: 1 });
    expect(await scenario.trace(id)).toEqual([
      'fork COMPLETED',
      'one COMPLETED',
      'two IN_PROGRESS',
      'fork_join IN_PROGRESS',
    ]);
    await push(scenario, id, { n: 2 });
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('PM5 a message is refused by an execution that does not run, and by a full queue', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    for (let n = 0; n < 1000; n += 1) await push(scenario, id, { n });
    expect(await push(scenario, id, {})).toEqual({ kind: 'full' });
    await scenario.engine.workflows.pause(id);
    expect(await push(scenario, id, {})).toEqual({ kind: 'notRunning', status: 'PAUSED' });
    await expect(push(scenario, 'none', {})).rejects.toMatchObject({ kind: 'notFound' });
  });

  it('PM6 waiting messages survive a crash, and are gone after a day', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      simple('a'),
      pull('pull', { blocking: false }),
      pull('again', { blocking: false }),
    ]);
    const early = await scenario.start(def);
    const late = await scenario.start(def);
    for (const id of [early, late]) await push(scenario, id, { n: 1 });
    await scenario.crash();
    await scenario.complete('a');
    expect((await scenario.task(early, 'pull')).outputData).toMatchObject({ count: 1 });
    await scenario.advance(86_401);
    await scenario.complete('a');
    expect((await scenario.task(late, 'pull')).outputData).toMatchObject({ count: 0 });
  });
});
