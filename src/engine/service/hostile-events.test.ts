import { describe, expect, it } from 'vitest';
import { eventHandlerSchema } from '#contract/index.ts';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const child = workflowDef([simple('c')], { name: 'child' });
const publisher = workflowDef(
  [step('EVENT', 'e', { sink: 'conductor', inputParameters: { p: '${workflow.input.p}' } })],
  { name: 'publisher' },
);

/** Publishes a payload to a handler with one action, and then another message that must not be held up. */
async function act(action: Fields, payload: unknown, handler: Fields = {}) {
  const scenario = await Scenario.open();
  await scenario.engine.metadata.registerWorkflow(child, { overwrite: true });
  const event = 'conductor:publisher:e';
  await scenario.engine.events.register(
    eventHandlerSchema.parse({ name: 'h', event, active: true, actions: [action], ...handler }),
  );
  await scenario.start(publisher, { input: { p: payload } });
  await settled();
  const noted = await scenario.ports.store.documents('eventExecution');
  const waiting = await scenario.ports.store.documents('eventMessage');
  const failed = noted.some(({ value }) => value.status === 'FAILED' || value.output['error'] !== undefined);
  expect(scenario.ports.log.lines).toHaveLength(failed ? 1 : 0);
  expect(waiting).toEqual([]);
  return { scenario, noted: noted.map(({ value }) => value) };
}

const start = (fields: Fields) => ({
  action: 'start_workflow',
  start_workflow: { name: 'child', ...fields },
});
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('hostile messages and handlers', () => {
  it.each<[what: string, action: Fields, payload: unknown]>([
    ['a correlation id that is no text', start({ correlationId: '${p}' }), { a: [1] }],
    ['an input that is null', start({ input: null }), 1],
    ['a name that names nothing', start({ name: '' }), 1],
    ['a version that is not there', start({ version: 99 }), 1],
    [
      'JSON that is nested too deeply',
      { ...start({ input: { x: '${p}' } }), expandInlineJSON: true },
      deep(100_000),
    ],
    ['half of a JSON text', { ...start({ input: { x: '${p.a}' } }), expandInlineJSON: true }, '{"a":'],
    [
      'a number that no double holds',
      { ...start({ input: { x: '${p.a}' } }), expandInlineJSON: true },
      '{"a":1e999}',
    ],
    ['a task id that is a map', { action: 'complete_task', complete_task: { taskId: '${p}' } }, { a: 1 }],
    ['no task at all', { action: 'complete_task', complete_task: {} }, 1],
    ['no parameters', { action: 'complete_task' }, 1],
    [
      'a workflow id that is a list',
      { action: 'terminate_workflow', terminate_workflow: { workflowId: '${p}' } },
      [1],
    ],
    ['a workflow that is gone', { action: 'terminate_workflow', terminate_workflow: { workflowId: 'x' } }, 1],
    [
      'variables that are a text',
      { action: 'update_workflow_variables', update_workflow_variables: { workflowId: 'x', variables: {} } },
      1,
    ],
    ['an agent', { action: 'start_agent' }, 1],
    ['no action', {}, 1],
  ])('EH10 %s is noted, once, and holds nothing up', async (_, action, payload) => {
    const { scenario, noted } = await act(action, payload);
    expect(noted).toHaveLength(1);
    await scenario.crash();
    await scenario.advance(120);
    expect(await scenario.ports.store.documents('eventExecution')).toHaveLength(1);
  });

  it('EH8 what is nested up to 1,000 deep is read, and what is deeper stays a text', async () => {
    const action = { ...start({ input: { x: '${p}' } }), expandInlineJSON: true };
    for (const [levels, isText] of [
      [900, false],
      [1001, true],
    ] as const) {
      const { scenario } = await act(action, deep(levels));
      const { workflowInstanceId } = await scenario.take('c');
      const { input } = await scenario.get(workflowInstanceId);
      expect([levels, typeof input['x'] === 'string']).toEqual([levels, isText]);
    }
  });

  it.each<[condition: string, payload: unknown, status: string]>([
    ['p', true, 'COMPLETED'],
    ['p', 1, 'COMPLETED'],
    ['p', 0.1, 'COMPLETED'],
    ['p', 0, 'SKIPPED'],
    ['p', -1, 'SKIPPED'],
    ['p', false, 'SKIPPED'],
    ['p', null, 'SKIPPED'],
    ['p', 'true', 'SKIPPED'],
    ['p', [], 'SKIPPED'],
    ['p', {}, 'SKIPPED'],
    ['q', true, 'SKIPPED'],
    ['constructor', true, 'SKIPPED'],
    ['__proto__', true, 'SKIPPED'],
  ])('EH3 value-param %s over %j: %s', async (condition, payload, status) => {
    const { noted } = await act(start({}), payload, { condition, evaluatorType: 'value-param' });
    expect(noted.map((each) => each.status)).toEqual([status]);
  });

  it('EH5 expressions see the message only, and nothing of the engine', async () => {
    const input = {
      w: '${workflow.workflowId}',
      s: '${workflow.secrets.KEY}',
      h: '${p.h}',
      c: '${constructor.name}',
    };
    const { scenario } = await act(start({ input }), { h: '${p.x}', x: 1 });
    const { workflowInstanceId } = await scenario.take('c');
    expect((await scenario.get(workflowInstanceId)).input).toMatchObject({
      w: null,
      s: '${workflow.secrets.KEY}',
      h: '${p.x}',
      c: null,
    });
  });

  it('EH11 a message of an event that its own action publishes is another one', async () => {
    const scenario = await Scenario.open();
    const again = { ...publisher, name: 'again' };
    await scenario.engine.metadata.registerWorkflow(again, { overwrite: true });
    const handler = { name: 'h', event: 'conductor:again:e', active: true };
    const action = { action: 'start_workflow', start_workflow: { name: 'again' } };
    await scenario.engine.events.register(eventHandlerSchema.parse({ ...handler, actions: [action] }));
    await scenario.start(again);
    for (let turn = 0; turn < 5; turn += 1) await scenario.ports.clock.toNext();
    await scenario.engine.events.remove('h');
    await scenario.advance(60);
    const { totalHits } = await scenario.engine.workflows.search({ start: 0, size: 1 });
    const noted = await scenario.ports.store.documents('eventExecution');
    expect(noted).toHaveLength(totalHits - 1);
    expect(new Set(noted.map(({ value }) => value.id)).size).toBe(noted.length);
    expect(scenario.ports.clock.alarms).toBe(0);
  });
});
