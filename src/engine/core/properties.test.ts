import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTaskTerminal, isWorkflowTerminal, type Workflow } from '#contract/index.ts';
import { generatedWorkflow } from '../testing/generated-workflows.ts';
import { begin, expectNothingLeft, generation, play, runToEnd, trace } from '../testing/play.ts';

const { seed, runs } = generation(process.env);
const timeout = 300_000;

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
