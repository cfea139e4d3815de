import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTaskTerminal, isWorkflowTerminal, type WorkflowDef, type WorkflowTask } from '#contract/index.ts';
import { EngineError } from '../errors.ts';
import { fork, simple, step, workflowDef } from '../testing/builders.ts';
import { assertConsistent } from '../testing/consistency.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

// Definitions as somebody writes them in a hurry: fields missing, of another kind, with expressions that name nothing.
const seed = Number(process.env['GENERATED_SEED'] ?? Date.now() % 2 ** 31);
const timeout = 300_000;
const mostRounds = 60;

type Fields = Readonly<Record<string, unknown>>;

/** A field that is there, odd or not at all. */
function maybe(...values: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.constantFrom(...values, undefined);
}

const nothing = '${workflow.input.nothing}';
const odd = [null, 5, true, '', 'text', [], {}, nothing];

const inner = (reference: string) => step('NOOP', reference);

/** The fields of a step of each type; nested steps take their names from the step's own. */
const kinds: Readonly<Record<string, (name: string) => fc.Arbitrary<Fields>>> = {
  SIMPLE: () => fc.record({ retryCount: maybe(0, 1), optional: maybe(true), startDelay: maybe(0, 5) }),
  NOOP: () => fc.constant({}),
  HUMAN: () => fc.record({ inputParameters: maybe({ a: nothing }) }),
  CUSTOM: () => fc.record({ inputParameters: maybe({ a: nothing }) }),
  SWITCH: (name) =>
    fc.record({
      evaluatorType: maybe('value-param', 'javascript', 'graaljs', 'ruby', ''),
      expression: maybe('case', 'yes', 'unknown', ''),
      inputParameters: maybe({ case: 'a' }, { case: nothing }, {}),
      decisionCases: maybe({ a: [inner(`${name}a`)] }, { a: [] }, {}),
      defaultCase: maybe([inner(`${name}d`)], []),
    }),
  DECISION: (name) =>
    fc.record({
      caseValueParam: maybe('case', 'none'),
      caseExpression: maybe('yes', 'unknown'),
      inputParameters: maybe({ case: 'a' }, { case: 5 }),
      decisionCases: maybe({ a: [inner(`${name}a`)] }, {}),
      defaultCase: maybe([inner(`${name}d`)]),
    }),
  DO_WHILE: (name) =>
    fc.record({
      loopCondition: maybe('', 'no', 'unknown'),
      loopOver: maybe([inner(`${name}i`)], [simple(`${name}w`, { retryCount: 0 })], []),
      items: maybe(nothing, 'text', '${workflow.input.list}'),
      inputParameters: fc.oneof(
        fc.constant(undefined),
        fc.record({ _items: fc.constantFrom(...odd), keepLastN: fc.constantFrom(0, -1, 1, '1', 1.5, null) }),
      ),
    }),
  DYNAMIC: () =>
    fc.record({
      dynamicTaskNameParam: maybe('name', 'none'),
      inputParameters: fc.record({ name: fc.constantFrom('worker', 'NOOP', 'WAIT', ...odd) }),
    }),
  FORK_JOIN_DYNAMIC: (name) =>
    fc.record({
      dynamicForkTasksParam: maybe('tasks'),
      dynamicForkTasksInputParamName: maybe('inputs'),
      dynamicForkJoinTasksParam: maybe('all'),
      inputParameters: fc.record({
        tasks: fc.constantFrom([simple(`${name}x`, { retryCount: 0 })], [inner(name)], ...odd),
        inputs: fc.constantFrom({}, { [`${name}x`]: 'text' }, ...odd),
        all: fc.constantFrom({ dynamicTasks: [] }, { dynamicTasks: [{ taskName: 'x' }] }, ...odd),
      }),
    }),
  SUB_WORKFLOW: () =>
    fc.record({
      subWorkflowParam: maybe(
        { name: 'child', version: 1 },
        { name: 'child', version: 9 },
        { name: nothing, version: 1 },
        { name: 'child', version: 1, workflowDefinition: nothing },
        { name: 'own', workflowDefinition: workflowDef([inner('o')], { name: 'own' }) },
      ),
      inputParameters: maybe({ a: nothing }),
    }),
  START_WORKFLOW: () =>
    fc.record({
      inputParameters: fc.record({
        startWorkflow: fc.constantFrom({ name: 'child' }, { name: 'x' }, ...odd),
      }),
    }),
  EVENT: () => fc.record({ sink: maybe('conductor', 'conductor:x', 'kafka:x', 'conductors', '', nothing) }),
  WAIT: () =>
    fc.record({
      inputParameters: fc.record({
        duration: fc.constantFrom('1 s', '0 s', 'soon', '99999999999 d', ...odd),
        until: fc.constantFrom('2030-01-01', 'soon', ...odd),
      }),
    }),
  HTTP: () =>
    fc.record({
      inputParameters: fc.oneof(
        fc.constant({}),
        fc.record({
          uri: fc.constantFrom('http://site.test', ...odd),
          method: fc.constantFrom('GET', 'get', ...odd),
        }),
        fc.record({ http_request: fc.constantFrom({ uri: 'http://site.test', method: 'GET' }, ...odd) }),
      ),
    }),
  KAFKA_PUBLISH: () => fc.record({ inputParameters: fc.record({ kafka_request: fc.constantFrom(...odd) }) }),
  JSON_JQ_TRANSFORM: () =>
    fc.record({ inputParameters: fc.record({ queryExpression: fc.constantFrom('.', 'unknown', ...odd) }) }),
  INLINE: () =>
    fc.record({
      inputParameters: fc.record({
        evaluatorType: fc.constantFrom('javascript', 'value-param', 'ruby', ...odd),
        expression: fc.constantFrom('yes', 'unknown', ...odd),
      }),
    }),
  LAMBDA: () =>
    fc.record({ inputParameters: fc.record({ scriptExpression: fc.constantFrom('yes', ...odd) }) }),
  SET_VARIABLE: () => fc.record({ inputParameters: fc.record({ v: fc.constantFrom(...odd) }) }),
  TERMINATE: () =>
    fc.record({
      optional: maybe(true),
      inputParameters: fc.record({
        terminationStatus: fc.constantFrom('COMPLETED', 'FAILED', 'TERMINATED', 'PAUSED', ...odd),
        terminationReason: fc.constantFrom(...odd),
        workflowOutput: fc.constantFrom(...odd),
      }),
    }),
  PULL_WORKFLOW_MESSAGES: () =>
    fc.record({
      inputParameters: fc.record({ batchSize: fc.constantFrom(1, -5, ...odd), blocking: maybe(...odd) }),
    }),
  LLM_TEXT_COMPLETE: () => fc.record({ inputParameters: maybe({ prompt: nothing }) }),
};

function oddStep(name: string): fc.Arbitrary<WorkflowTask[]> {
  return fc.constantFrom(...Object.keys(kinds)).chain((type) =>
    (kinds[type]?.(name) ?? fc.constant({})).map((fields) => {
      const given = Object.entries(fields).filter(([, value]) => value !== undefined);
      const made = step(type, name, Object.fromEntries(given));
      return type === 'FORK_JOIN_DYNAMIC' ? [made, step('JOIN', `${name}_join`)] : [made];
    }),
  );
}

/** Up to three odd steps in a row, or two of them side by side and one behind. */
const definition = fc
  .tuple(oddStep('one'), oddStep('two'), oddStep('three'), fc.constantFrom('row', 'fork', 'single'))
  .map(([one, two, three, form]) => {
    if (form === 'single') return workflowDef(one);
    if (form === 'row') return workflowDef([...one, ...two, ...three]);
    const branches = [
      [...one, inner('one_end')],
      [...two, inner('two_end')],
    ];
    return workflowDef([...fork('fork', branches), ...three]);
  });

/** Does what there is to do for anybody outside the engine; false when nobody has anything to do. */
async function work(scenario: Scenario, id: string): Promise<boolean> {
  for (const call of scenario.ports.http.calls.splice(0)) call.answer({ body: '{}' });
  await settled();
  for (const name of Object.keys(scenario.engine.tasks.queueSizes())) {
    const task = await scenario.poll(name);
    if (task !== undefined) await scenario.update(task, 'COMPLETED', { outputData: { a: 1 } });
  }
  await settled();
  const { status, tasks } = await scenario.get(id);
  if (isWorkflowTerminal(status)) return false;
  const waiting = tasks.find(
    ({ taskType, status: state }) => !isTaskTerminal(state) && /^(WAIT|HUMAN|PULL_|EVENT)/.test(taskType),
  );
  if (waiting !== undefined) await scenario.update(waiting, 'COMPLETED');
  else await scenario.advance(60);
  await settled();
  return true;
}

const scripts = { yes: () => true, no: () => false };

async function open(): Promise<Scenario> {
  const scenario = await Scenario.open({ scripts });
  await scenario.engine.metadata.registerWorkflow(workflowDef([inner('c')], { name: 'child' }), {
    overwrite: true,
  });
  return scenario;
}

/** What is wrong with how a definition is refused; undefined when it is not. */
async function faultsOfRefusal(scenario: Scenario, def: WorkflowDef): Promise<string[] | undefined> {
  try {
    await scenario.engine.metadata.registerWorkflow(def, { overwrite: false });
    return undefined;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { validationErrors } = error;
    if (validationErrors.length === 0) return [`It says nothing but ${error.message}`];
    return validationErrors
      .map(({ message, path }) => `${message} ${path}`)
      .filter((told) => !/\b(?:one|two|three)|tasks\[\d+\]/.test(told) || told.startsWith(' '));
  }
}

/** What is wrong with how it runs. */
async function faultsOfRun(scenario: Scenario, def: WorkflowDef): Promise<string[]> {
  const id = await scenario.start(def, { input: { list: [1, 2] } });
  let rounds = 0;
  while (await work(scenario, id)) {
    rounds += 1;
    if (rounds > mostRounds) return [`It does not end: ${(await scenario.trace(id)).join(', ')}`];
  }
  const { status, reasonForIncompletion = '' } = await scenario.get(id);
  assertConsistent(scenario.ports.store.commits);
  return [
    ...(status === 'COMPLETED' || /\S/.test(reasonForIncompletion)
      ? []
      : [`It is ${status} without a reason`]),
    ...scenario.ports.log.lines.filter((line) => line.startsWith('error')),
    ...(scenario.ports.clock.alarms === 0 ? [] : ['An alarm is left behind']),
  ];
}

describe(`odd definitions (GENERATED_SEED=${seed})`, () => {
  it(
    'PR9 are refused with a reason that names the task, or run to an end, and the engine stays whole',
    async () => {
      const outcomes = { refused: 0, run: 0 };
      await fc.assert(
        fc.asyncProperty(definition, async (def) => {
          const scenario = await open();
          const faults = await faultsOfRefusal(scenario, def);
          if (faults === undefined) outcomes.run += 1;
          else outcomes.refused += 1;
          expect(faults ?? (await faultsOfRun(scenario, def))).toEqual([]);
          await scenario.engine.close();
        }),
        { seed, numRuns: 400 },
      );
      expect(Math.min(outcomes.refused, outcomes.run)).toBeGreaterThan(40);
    },
    timeout,
  );
});
