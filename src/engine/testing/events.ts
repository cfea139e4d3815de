import { eventHandlerSchema } from '#contract/index.ts';
import { simple, step, workflowDef } from './builders.ts';
import { settled } from './fake-clock.ts';
import { Scenario, type ScenarioOptions } from './scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const publish = step('EVENT', 'e', {
  sink: 'conductor',
  inputParameters: {
    order: '${workflow.input.order}',
    target: '${workflow.input.target}',
    inline: '{"k":[1]}',
  },
});
export const publisher = workflowDef([publish], { name: 'publisher' });
export const event = 'conductor:publisher:e';
const child = workflowDef([simple('c')], { name: 'child' });

export const startChild = {
  action: 'start_workflow',
  start_workflow: { name: 'child', input: { order: '${order}' } },
};

export function handler(name: string, actions: readonly Fields[], fields: Fields = {}) {
  return eventHandlerSchema.parse({ name, event, actions, active: true, ...fields });
}

export async function open(handlers: readonly ReturnType<typeof handler>[], options: ScenarioOptions = {}) {
  const scenario = await Scenario.open(options);
  for (const each of handlers) await scenario.engine.events.register(each);
  await scenario.engine.metadata.registerWorkflow(child, { overwrite: true });
  return scenario;
}

export async function children(scenario: Scenario) {
  const { results } = await scenario.engine.workflows.search({
    start: 0,
    size: 100,
    query: 'workflowType=child',
  });
  return Promise.all(results.map(({ workflowId }) => scenario.get(workflowId)));
}

/** What was noted of actions, in the order of their keys. */
export async function noted(scenario: Scenario) {
  const executions = await scenario.ports.store.documents('eventExecution');
  return executions.map(({ value }) => value);
}

export async function undelivered(scenario: Scenario): Promise<number> {
  return (await scenario.ports.store.documents('eventMessage')).length;
}

/** Publishes one message. */
export async function publishOne(scenario: Scenario, input: Fields = { order: 7 }) {
  const id = await scenario.start(publisher, { input });
  await settled();
  return scenario.task(id, 'e');
}
