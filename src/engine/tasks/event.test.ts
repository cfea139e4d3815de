import { describe, expect, it } from 'vitest';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

function event(sink: string, fields: Readonly<Record<string, unknown>> = {}) {
  return step('EVENT', 'e', { sink, inputParameters: { order: '${workflow.input.order}' }, ...fields });
}

async function run(sink: string, fields: Readonly<Record<string, unknown>> = {}) {
  const scenario = await Scenario.open();
  const id = await scenario.start(workflowDef([event(sink, fields), simple('a')]), {
    input: { order: 7, queue: 'paid' },
    correlationId: 'c',
    taskToDomain: { t: 'd' },
  });
  return { scenario, id, task: await scenario.task(id, 'e') };
}

describe('EVENT', () => {
  it('EV1 gives its input and where it comes from, and is done', async () => {
    const { scenario, id, task } = await run('conductor');
    expect(task).toMatchObject({ status: 'COMPLETED', taskType: 'EVENT' });
    expect(task.inputData).toEqual({ order: 7, sink: 'conductor', asyncComplete: false });
    expect(task.outputData).toEqual({
      order: 7,
      sink: 'conductor',
      asyncComplete: false,
      workflowInstanceId: id,
      workflowType: 'flow',
      workflowVersion: 1,
      correlationId: 'c',
      taskToDomain: { t: 'd' },
      event_produced: 'conductor:flow:e',
    });
    expect(await scenario.trace(id)).toEqual(['e COMPLETED', 'a SCHEDULED']);
  });

  it.each([
    ['conductor', 'conductor:flow:e'],
    ['conductor:done', 'conductor:flow:done'],
    ['conductor:', 'conductor:flow:'],
    ['conductor:${workflow.input.queue}', 'conductor:flow:paid'],
  ])('EV2 the sink %s is the event %s', async (sink, produced) => {
    const { task } = await run(sink);
    expect(task.outputData?.['event_produced']).toBe(produced);
  });

  it.each([
    ['sqs:q', (id: string) => `Error loading queue:sqs:q, for task:${id}, error: Unknown queue type sqs`],
    ['bogus', (id: string) => `Error loading queue:bogus, for task:${id}, error: Illegal event bogus`],
    ['conductorx', () => 'Invalid / Unsupported sink specified: conductorx'],
  ])('EV3 the sink %s fails the task', async (sink, reason) => {
    const { scenario, id, task } = await run(sink);
    expect(task).toMatchObject({ status: 'FAILED', reasonForIncompletion: reason(task.taskId) });
    expect(task.outputData?.['event_produced']).toBe(sink === 'conductorx' ? undefined : sink);
    expect(await scenario.status(id)).toBe('FAILED');
    expect(await scenario.ports.store.documents('eventMessage')).toEqual([]);
  });

  it('EV4 with asyncComplete waits to be updated, and publishes once', async () => {
    const { scenario, id, task } = await run('conductor', { asyncComplete: true });
    expect(task.status).toBe('IN_PROGRESS');
    await scenario.engine.workflows.decide(id);
    const published = scenario.ports.store.commits
      .flat()
      .filter((change) => change.kind === 'document.put' && change.collection === 'eventMessage');
    expect(published).toHaveLength(1);
    await scenario.update(task, 'COMPLETED', { outputData: { by: 'somebody' } });
    expect(await scenario.trace(id)).toEqual(['e COMPLETED', 'a SCHEDULED']);
  });
});
