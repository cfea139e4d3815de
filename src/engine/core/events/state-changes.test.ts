import { describe, expect, it } from 'vitest';
import { simple, step, taskDef, workflowDef } from '../../testing/builders.ts';
import { Scenario } from '../../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const all = 'onScheduled, onStart,onSuccess,onFailed,onCancelled';

function watching(reference: string, states: string, fields: Fields = {}): Fields {
  return { onStateChange: { [states]: [{ type: `t:${reference}`, payload: {} }] }, ...fields };
}

/** Ids of the messages published, without what comes before the state, and without the time. */
function published(scenario: Scenario): string[] {
  return scenario.ports.store.commits.flat().flatMap((change) => {
    if (change.kind !== 'document.put' || change.collection !== 'eventMessage') return [];
    return [change.value.id.split('_')[1] ?? ''];
  });
}

describe('onStateChange', () => {
  it('SG1 publishes an event when a task is scheduled, starts and ends well', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([simple('a', watching('a', all))]));
    expect(published(scenario)).toEqual(['onScheduled']);
    const task = await scenario.take('a');
    expect(published(scenario)).toEqual(['onScheduled', 'onStart']);
    await scenario.update(task, 'IN_PROGRESS');
    await scenario.complete('a');
    expect(published(scenario)).toEqual(['onScheduled', 'onStart', 'onSuccess']);
  });

  it('SG1 for a task that the engine does by itself all at once', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([step('NOOP', 'n', watching('n', all))]));
    expect(published(scenario)).toEqual(['onScheduled', 'onStart', 'onSuccess']);
  });

  it('SG1 for each attempt of a task', async () => {
    const scenario = await Scenario.open({
      taskDefs: [taskDef('a', { retryCount: 1, retryDelaySeconds: 0, timeoutPolicy: 'ALERT_ONLY' })],
    });
    await scenario.start(workflowDef([simple('a', watching('a', all))]));
    await scenario.fail('a');
    await scenario.fail('a');
    const attempt = ['onScheduled', 'onStart', 'onFailed'];
    expect(published(scenario)).toEqual([...attempt, ...attempt]);
  });

  it('SG1 when a task is cancelled', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a', watching('a', 'onFailed,onCancelled'))]));
    await scenario.engine.workflows.terminate(id);
    expect(published(scenario)).toEqual(['onCancelled']);
  });

  it('SG2 the type names the event, and the payload sees the workflow', async () => {
    const scenario = await Scenario.open();
    const onStateChange = {
      onSuccess: [
        { type: 'order_paid', payload: { by: '${a.output.by}', order: '${workflow.input.order}', n: 1 } },
        { type: 'conductor:flow:paid', payload: {} },
      ],
    };
    const id = await scenario.start(workflowDef([simple('a', { onStateChange })]), { input: { order: 7 } });
    const { taskId } = await scenario.complete('a', { by: 'card' });
    const messages = scenario.ports.store.commits
      .flat()
      .flatMap((change) =>
        change.kind === 'document.put' && change.collection === 'eventMessage' ? [change.value] : [],
      );
    const now = scenario.ports.clock.now();
    expect(messages).toEqual([
      {
        id: `${taskId}_onSuccess_0_${now}`,
        event: 'conductor:order_paid',
        payload: { by: 'card', order: 7, n: 1 },
      },
      { id: `${taskId}_onSuccess_1_${now}`, event: 'conductor:flow:paid', payload: {} },
    ]);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('SG3 a task that is run again reaches its states again', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a', watching('a', 'onStart,onSuccess'))]));
    const { taskId } = await scenario.complete('a');
    await scenario.advance(1);
    await scenario.engine.workflows.rerun(id, { reRunFromWorkflowId: id, reRunFromTaskId: taskId });
    await scenario.complete('a');
    expect(published(scenario)).toEqual(['onStart', 'onSuccess', 'onStart', 'onSuccess']);
  });
});
