import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isTaskTerminal,
  isWorkflowTerminal,
  type Task,
  type Workflow,
  type WorkflowDef,
} from '#contract/index.ts';
import { answer, generatedWorkflow, hash } from '../testing/generated-workflows.ts';
import { Scenario } from '../testing/scenario.ts';

const runs = { numRuns: 60 };
const retryDelaySeconds = 60;
const mostSteps = 1000;

/** Plays the worker until the workflow ends: each time one of the waiting tasks, chosen by the seed, is answered. */
async function play(
  scenario: Scenario,
  id: string,
  seed: number,
  afterEach: (workflow: Workflow) => Promise<void>,
) {
  for (let count = 0; count < mostSteps; count += 1) {
    const workflow = await scenario.get(id);
    await afterEach(workflow);
    if (isWorkflowTerminal(workflow.status)) return workflow;
    const waiting = workflow.tasks.filter((task) => task.status === 'SCHEDULED');
    expect(waiting, 'an open workflow waits for something').not.toHaveLength(0);
    const task = waiting[hash(`${seed}/${count}`) % waiting.length];
    const polled = task === undefined ? undefined : await scenario.poll(task.taskType);
    if (polled === undefined) await scenario.advance(retryDelaySeconds);
    else
      await scenario.update(polled, answer(seed, polled.referenceTaskName, polled.retryCount), reply(polled));
  }
  throw new Error('the workflow does not end');
}

function reply(task: Task) {
  return { outputData: { from: task.referenceTaskName, attempt: task.retryCount } };
}

function trace(workflow: Workflow): unknown {
  return {
    status: workflow.status,
    output: workflow.output,
    tasks: workflow.tasks.map((task) => [
      task.seq,
      task.referenceTaskName,
      task.retryCount,
      task.status,
      task.retried,
      task.executed,
      task.outputData,
    ]),
  };
}

function expectConsistent({ tasks }: Workflow): void {
  expect(tasks.map((task) => task.seq)).toEqual(tasks.map((_, at) => at + 1));
  const attempts = tasks.map((task) => `${task.referenceTaskName} ${task.retryCount}`);
  expect(new Set(attempts).size).toBe(attempts.length);
  const latest = new Map(tasks.map((task) => [task.referenceTaskName, task]));
  for (const join of tasks) {
    if (join.taskType !== 'JOIN' || !isTaskTerminal(join.status) || join.status === 'CANCELED') continue;
    const suffix = join.referenceTaskName.slice(join.workflowTask?.taskReferenceName.length);
    const { joinOn } = join.inputData;
    for (const name of Array.isArray(joinOn) ? joinOn : []) {
      const reference = `${String(name)}${suffix}`;
      expect(
        isTaskTerminal(latest.get(reference)?.status ?? ''),
        `${reference} has ended before its JOIN`,
      ).toBe(true);
    }
  }
}

async function runToEnd(def: WorkflowDef, seed: number) {
  const scenario = await Scenario.open();
  const id = await scenario.start(def);
  const workflow = await play(scenario, id, seed, async (now) => expectConsistent(now));
  return { scenario, id, workflow };
}

describe('generated workflows', () => {
  it('PR1 end, consistently, and leave nothing open', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), async (def, seed) => {
        const { scenario, workflow } = await runToEnd(def, seed);
        expect(workflow.tasks.filter((task) => !isTaskTerminal(task.status))).toEqual([]);
        expect(Object.values(scenario.engine.tasks.queueSizes()).every((size) => size === 0)).toBe(true);
        expect(scenario.ports.clock.alarms).toBe(0);
        expect(scenario.ports.log.lines).toEqual([]);
        const failed = workflow.tasks.some((task) => !task.retried && isFailure(task));
        expect(workflow.status === 'COMPLETED').toBe(!failed);
      }),
      runs,
    );
  });

  it('PR2 give the same trace after a restart', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), async (def, seed) => {
        const { scenario, id, workflow } = await runToEnd(def, seed);
        await scenario.engine.workflows.restart(id, { useLatestDefinitions: false });
        const again = await play(scenario, id, seed, async (now) => expectConsistent(now));
        expect(trace(again)).toEqual(trace(workflow));
      }),
      runs,
    );
  });

  it('PR3 give the same trace when the engine crashes after every step', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), async (def, seed) => {
        const { workflow } = await runToEnd(def, seed);
        const scenario = await Scenario.open();
        const id = await scenario.start(def);
        const crashed = await play(scenario, id, seed, async (now) => {
          expectConsistent(now);
          await scenario.crash();
        });
        expect(trace(crashed)).toEqual(trace(workflow));
      }),
      runs,
    );
  });

  it('PR1 end as well after an operator’s retries', async () => {
    await fc.assert(
      fc.asyncProperty(generatedWorkflow, fc.nat(), async (def, seed) => {
        const { scenario, id, workflow } = await runToEnd(def, seed);
        let now = workflow;
        for (let round = 1; round <= 3 && now.status !== 'COMPLETED'; round += 1) {
          await scenario.engine.workflows.retry(id, { resumeSubworkflowTasks: false });
          now = await play(scenario, id, seed + round, async (each) => expectConsistent(each));
        }
        expect(now.tasks.filter((task) => !isTaskTerminal(task.status))).toEqual([]);
      }),
      runs,
    );
  });
});

function isFailure(task: Task): boolean {
  return ['FAILED', 'FAILED_WITH_TERMINAL_ERROR', 'CANCELED', 'TIMED_OUT'].includes(task.status);
}
