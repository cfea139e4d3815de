import { describe, expect, it } from 'vitest';
import { fork, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const call = step('HTTP', 'h', { inputParameters: { uri: 'http://old.test', method: 'GET' } });

describe('calls that were overtaken', () => {
  it('HT9 a call that is run again while the old one is under way is made anew, and the old answer is ignored', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([call]));
    await settled();
    await scenario.engine.workflows.terminate(id, 'enough');
    await scenario.advance(1);
    const { taskId } = await scenario.task(id, 'h');
    await scenario.engine.workflows.rerun(id, {
      reRunFromTaskId: taskId,
      taskInput: { uri: 'http://new.test', method: 'GET' },
    });
    await settled();
    const { calls } = scenario.ports.http;
    expect(calls.map(({ request }) => request.url)).toEqual(['http://old.test', 'http://new.test']);
    calls[0]?.answer({ body: 'old' });
    await settled();
    expect(await scenario.status(id)).toBe('RUNNING');
    calls[1]?.answer({ body: 'new' });
    await settled();
    expect((await scenario.task(id, 'h')).outputData).toMatchObject({ response: { body: 'new' } });
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DU7 closing leaves no timer for an answer that could not be stored', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([call]));
    await settled();
    scenario.ports.store.failNext();
    scenario.ports.http.calls[0]?.answer({});
    await settled();
    expect(scenario.ports.clock.alarms).toBe(1);
    await scenario.engine.close();
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it('HT10 a call that waits for its turn is not made once its task has ended', async () => {
    const scenario = await Scenario.open();
    const branches = Array.from({ length: 101 }, (_, at) => [{ ...call, taskReferenceName: `h${at}` }]);
    const id = await scenario.start(workflowDef(fork('f', branches)));
    await settled();
    const { calls } = scenario.ports.http;
    expect(calls).toHaveLength(100);
    await scenario.engine.workflows.terminate(id, 'enough');
    calls[0]?.answer({});
    await settled();
    expect(calls).toHaveLength(100);
  });

  it('HT10 nor is one made again whose answer could not be stored', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([call]));
    await settled();
    const { calls } = scenario.ports.http;
    scenario.ports.store.failNext();
    calls[0]?.answer({});
    await settled();
    await scenario.engine.workflows.terminate(id, 'enough');
    await scenario.advance(60);
    expect(calls).toHaveLength(1);
    expect(scenario.ports.clock.alarms).toBe(0);
  });
});
