import { expect } from 'vitest';
import { isWorkflowTerminal, type WorkflowDef } from '#contract/index.ts';
import { NotStored } from '../errors.ts';
import { assertConsistent } from './consistency.ts';
import { settled } from './fake-clock.ts';
import { answer, generatedScripts, hash } from './generated-workflows.ts';
import { Scenario } from './scenario.ts';

/**
 * What the environment says of generated workflows: GENERATED_SEED repeats what a run has found, GENERATED_RUNS says how
 * many are generated, 10,000 in `npm test`. `runs` is for a share of them.
 */
export function generation(environment: Readonly<Record<string, string | undefined>>) {
  const total = Number(environment['GENERATED_RUNS'] ?? 1000);
  const seed = Number(environment['GENERATED_SEED'] ?? Date.now() % 2 ** 31);
  return { seed, runs: (share: number) => ({ seed, numRuns: Math.ceil(total * share) }) };
}

const retryDelaySeconds = 60;
const mostSteps = 1000;
/** Sub-workflows within each other that are tried again, without a worker in any, take a delay for each attempt of each. */
const mostIdle = 50;

/** What is done between two answers of the workers. */
export type Interlude = (step: number) => Promise<unknown>;

/** Plays the workers of all executions until one has ended: each time one of the waiting tasks, chosen by the seed. */
export async function play(
  scenario: Scenario,
  id: string,
  choice: number,
  interlude?: Interlude,
): Promise<void> {
  let idle = 0;
  for (let count = 0; count < mostSteps; count += 1) {
    await settled();
    await interlude?.(count);
    const workflow = await scenario.ports.store.workflowModel(id);
    if (workflow !== undefined && isWorkflowTerminal(workflow.status)) return;
    if (await answerOne(scenario, choice, count)) {
      idle = 0;
      continue;
    }
    idle += 1;
    const queues = Object.keys(scenario.engine.tasks.queueSizes()).length;
    if (idle > mostIdle + 2 * queues) throw new Error('an open workflow waits for nothing');
    await scenario.advance(retryDelaySeconds);
  }
  throw new Error('the workflow does not end');
}

/** Asks again for what the store has refused: it has not happened. */
export async function untilStored<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof NotStored)) throw error;
    }
  }
}

/** Plays a worker that takes one of the tasks that wait, chosen by the seed; false: it was given none. */
export async function answerOne(scenario: Scenario, choice: number, count: number): Promise<boolean> {
  const waiting = Object.entries(scenario.engine.tasks.queueSizes()).filter(([, size]) => size > 0);
  const names = waiting.map(([name]) => name).sort();
  const name = names[hash(`${choice}/${count}`) % names.length];
  const task = name === undefined ? undefined : await untilStored(() => scenario.poll(name));
  if (task === undefined) return false;
  const { referenceTaskName, retryCount } = task;
  const outputData = { from: referenceTaskName, attempt: retryCount };
  const status = answer(choice, referenceTaskName, retryCount);
  await untilStored(() => scenario.update(task, status, { outputData }));
  return true;
}

/** What has become of an execution and of those below it, without ids and times. */
export async function trace(scenario: Scenario, id: string): Promise<unknown> {
  const workflow = await scenario.get(id);
  const tasks = [];
  for (const task of workflow.tasks) {
    const { seq, referenceTaskName, retryCount, status, retried, executed, outputData, subWorkflowId } = task;
    const child = subWorkflowId === undefined ? undefined : await trace(scenario, subWorkflowId);
    tasks.push([
      seq,
      referenceTaskName,
      retryCount,
      status,
      retried,
      executed,
      withoutIds(outputData),
      child,
    ]);
  }
  return { status: workflow.status, output: withoutIds(workflow.output), tasks };
}

function withoutIds(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'id');
}

export async function begin(def: WorkflowDef): Promise<{ scenario: Scenario; id: string }> {
  const scenario = await Scenario.open({ scripts: generatedScripts });
  return { scenario, id: await scenario.start(def) };
}

export async function runToEnd(def: WorkflowDef, choice: number, interlude?: Interlude) {
  const { scenario, id } = await begin(def);
  await play(scenario, id, choice, interlude);
  await expectNothingLeft(scenario);
  return { scenario, id };
}

/** Once an execution has ended, so has everything below it, and nothing waits for anything. */
export async function expectNothingLeft(scenario: Scenario): Promise<void> {
  await settled();
  const { store, clock, log } = scenario.ports;
  assertConsistent(store.commits);
  expect(scenario.engine.metrics().openWorkflows).toBe(0);
  expect(Object.values(scenario.engine.tasks.queueSizes()).every((size) => size === 0)).toBe(true);
  expect(clock.alarms).toBe(0);
  expect(log.lines).toEqual([]);
}
