import { describe, expect, it } from 'vitest';
import { step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { Scenario } from '../testing/scenario.ts';

const call = (reference: string) =>
  step('HTTP', reference, { inputParameters: { uri: `http://${reference}.test`, method: 'GET' } });

/** A hundred executions that each wait for a server which never answers. */
async function occupied(): Promise<{ readonly scenario: Scenario; readonly ids: readonly string[] }> {
  const scenario = await Scenario.open();
  const ids: string[] = [];
  for (let count = 0; count < 100; count += 1) ids.push(await scenario.start(workflowDef([call('silent')])));
  await settled();
  expect(scenario.ports.http.calls).toHaveLength(100);
  return { scenario, ids };
}

describe('calls', () => {
  it('HT8 of one type do not wait for those of another', async () => {
    const { scenario } = await occupied();
    await scenario.engine.metadata.registerWorkflow(workflowDef([step('NOOP', 'n')], { name: 'quick' }), {
      overwrite: false,
    });
    const starts = step('START_WORKFLOW', 's', { inputParameters: { startWorkflow: { name: 'quick' } } });
    const id = await scenario.start(workflowDef([starts]));
    await settled();
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('HT10 make room when their task ends, though nobody answers', async () => {
    const { scenario, ids } = await occupied();
    await scenario.start(workflowDef([call('other')]));
    await settled();
    const { calls } = scenario.ports.http;
    expect(calls).toHaveLength(100);
    await scenario.engine.workflows.terminate(ids[0] ?? '', 'enough');
    await settled();
    expect(calls.map(({ request }) => request.url).slice(100)).toEqual(['http://other.test']);
    calls[0]?.answer({});
    await scenario.start(workflowDef([call('third')]));
    await settled();
    expect(calls).toHaveLength(101);
  });

  it('HT10 are not made again once their task has ended, whatever the store does', async () => {
    const ports = fakePorts();
    const { store } = ports;
    let isReadable = true;
    const failing = {
      ...store,
      workflow: async (id: string) => {
        if (isReadable) return store.workflow(id);
        throw new Error('the disk is broken');
      },
    };
    const scenario = await Scenario.open({ ports: { ...ports, store: failing } });
    const id = await scenario.start(workflowDef([call('h')]));
    await settled();
    await scenario.engine.workflows.terminate(id, 'enough');
    isReadable = false;
    scenario.ports.http.calls[0]?.answer({});
    await settled();
    expect(scenario.ports.clock.alarms).toBe(0);
    expect(scenario.ports.log.lines).toEqual([]);
  });
});
