import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTaskTerminal, isWorkflowTerminal, type Workflow, type WorkflowDef } from '#contract/index.ts';
import { assertConsistent } from '../testing/consistency.ts';
import { settled } from '../testing/fake-clock.ts';
import { answer, generatedScripts, generatedWorkflow, hash } from '../testing/generated-workflows.ts';
import { Scenario } from '../testing/scenario.ts';

// GENERATED_SEED repeats what a run has found, GENERATED_RUNS says how many workflows to generate; `npm test` has 10,000.
const seed = Number(process.env['GENERATED_SEED'] ?? Date.now() % 2 ** 31);
const total = Number(process.env['GENERATED_RUNS'] ?? 1000);
const runs = (share: number) => ({ seed, numRuns: Math.ceil(total * share) });
const timeout = 300_000;

const retryDelaySeconds = 60;
const mostSteps = 1000;
/** Sub-workflows within each other that are tried again, without a worker in any, take a delay for each attempt of each. */
const mostIdle = 50;

/** What is done between two answers of the workers. */
type Interlude = (step: number) => Promise<unknown>;

/** Plays the workers of all executions until one has ended: each time one of the waiting tasks, chosen by the seed. */
async function play(scenario: Scenario, id: string, choice: number, interlude?: Interlude): Promise<void> {
  let idle = 0;
  for (let count = 0; count < mostSteps; count += 1) {
    await settled();
    await interlude?.(count);
    const workflow = await scenario.ports.store.workflowModel(id);
    if (workflow !== undefined && isWorkflowTerminal(workflow.status)) return;
    const waiting = Object.entries(scenario.engine.tasks.queueSizes()).filter(([, size]) => size > 0);
    const names = waiting.map(([name]) => name).sort();
    const name = names[hash(`${choice}/${count}`) % names.length];
    const task = name === undefined ? undefined : await scenario.poll(name);
    if (task === undefined) {
      idle += 1;
      if (idle > mostIdle + 2 * names.length) throw new Error('an open workflow waits for nothing');
      await scenario.advance(retryDelaySeconds);
      continue;
    }
    idle = 0;
    const outputData = { from: task.referenceTaskName, attempt: task.retryCount };
    await scenario.update(task, answer(choice, task.referenceTaskName, task.retryCount), { outputData });
  }
  throw new Error('the workflow does not end');
}

/** What has become of an execution and of those below it, without ids and times. */
async function trace(scenario: Scenario, id: string): Promise<unknown> {
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

async function begin(def: WorkflowDef): Promise<{ scenario: Scenario; id: string }> {
  const scenario = await Scenario.open({ scripts: generatedScripts });
  return { scenario, id: await scenario.start(def) };
}

async function runToEnd(def: WorkflowDef, choice: number, interlude?: Interlude) {
  const { scenario, id } = await begin(def);
  await play(scenario, id, choice, interlude);
  await expectNothingLeft(scenario);
  return { scenario, id };
}

/** Once an execution has ended, so has everything below it, and nothing waits for anything. */
async function expectNothingLeft(scenario: Scenario): Promise<void> {
  await settled();
  const { store, clock, log } = scenario.ports;
  assertConsistent(store.commits);
  expect(scenario.engine.metrics().openWorkflows).toBe(0);
  expect(Object.values(scenario.engine.tasks.queueSizes()).every((size) => size === 0)).toBe(true);
  expect(clock.alarms).toBe(0);
  expect(log.lines).toEqual([]);
}

function hasFailed(workflow: Workflow): boolean {
  const failures = ['FAILED', 'FAILED_WITH_TERMINAL_ERROR', 'CANCELED', 'TIMED_OUT'];
  return workflow.tasks.some((task) => !task.retried && failures.includes(task.status));
}

describe(`generated workflows (GENERATED_SEED=${seed})`, { timeout }, () => {
  it('PR1 end, consistently, and leave nothing open', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), async (def, choice) => {
        const { scenario, id } = await runToEnd(def, choice);
        const workflow = await scenario.get(id);
        expect(workflow.tasks.every((task) => isTaskTerminal(task.status))).toBe(true);
        expect(workflow.status === 'COMPLETED').toBe(!hasFailed(workflow));
      }),
      runs(0.4),
    );
  });

  it('PR2 give the same trace after a restart', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), async (def, choice) => {
        const { scenario, id } = await runToEnd(def, choice);
        const before = await trace(scenario, id);
        await scenario.engine.workflows.restart(id, { useLatestDefinitions: false });
        await play(scenario, id, choice);
        await expectNothingLeft(scenario);
        expect(await trace(scenario, id)).toEqual(before);
      }),
      runs(0.1),
    );
  });

  it('PR3 give the same trace when the engine crashes after every step', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), async (def, choice) => {
        const { scenario, id } = await runToEnd(def, choice);
        const crashing = await begin(def);
        await play(crashing.scenario, crashing.id, choice, () => crashing.scenario.crash());
        expect(await trace(crashing.scenario, crashing.id)).toEqual(await trace(scenario, id));
      }),
      runs(0.1),
    );
  });

  it('PR1 end as well after an operator’s retries', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), fc.boolean(), async (def, choice, resume) => {
        const { scenario, id } = await runToEnd(def, choice);
        for (let round = 1; round <= 3 && (await scenario.status(id)) !== 'COMPLETED'; round += 1) {
          await scenario.engine.workflows.retry(id, { resumeSubworkflowTasks: resume });
          await play(scenario, id, choice + round);
          await expectNothingLeft(scenario);
        }
        const { tasks } = await scenario.get(id);
        expect(tasks.every((task) => isTaskTerminal(task.status))).toBe(true);
      }),
      runs(0.2),
    );
  });

  it('PR6 end, consistently, after a rerun from any of their tasks', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), fc.nat(), async (def, choice, pick) => {
        const { scenario, id } = await runToEnd(def, choice);
        for (let round = 1; round <= 2; round += 1) {
          const { tasks } = await scenario.get(id);
          const reRunFromTaskId = tasks[(pick + round) % tasks.length]?.taskId;
          await scenario.engine.workflows.rerun(id, { reRunFromTaskId });
          await play(scenario, id, choice + round);
          await expectNothingLeft(scenario);
        }
        const { tasks } = await scenario.get(id);
        expect(tasks.every((task) => isTaskTerminal(task.status))).toBe(true);
      }),
      runs(0.1),
    );
  });

  it('PR5 leave nothing open when they are terminated, at whatever moment', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), fc.nat({ max: 12 }), async (def, choice, moment) => {
        const { scenario, id } = await begin(def);
        await play(scenario, id, choice, async (count) => {
          const workflow = await scenario.ports.store.workflowModel(id);
          if (count !== moment || isWorkflowTerminal(workflow?.status ?? '')) return;
          await scenario.engine.workflows.terminate(id, 'enough');
        });
        await expectNothingLeft(scenario);
        expect(await scenario.status(id)).not.toBe('RUNNING');
      }),
      runs(0.1),
    );
  });
});
