import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTaskTerminal, isWorkflowTerminal } from '#contract/index.ts';
import { EngineError } from '../errors.ts';
import { settled } from '../testing/fake-clock.ts';
import { generatedWorkflow, hash } from '../testing/generated-workflows.ts';
import { answerOne, begin, expectNothingLeft, generation, untilStored } from '../testing/play.ts';
import type { Scenario } from '../testing/scenario.ts';

const { seed, runs } = generation(process.env);

const kinds = [
  'pause',
  'resume',
  'terminate',
  'restart',
  'retry',
  'retryWhole',
  'rerun',
  'rerunFrom',
  'skip',
  'remove',
  'reset',
  'decide',
  'repair',
  'crash',
  'jump',
  'setBack',
] as const;

/** By these an execution may be set going without its parent. */
const revivals: ReadonlySet<string> = new Set(['restart', 'retry', 'retryWhole', 'rerun', 'rerunFrom']);

/** Something that is done to one of the executions there are by then. */
interface Deed {
  readonly kind: (typeof kinds)[number];
  readonly execution: number;
  readonly task: number;
  /** How many of its commits take place before the engine dies over it; absent: it does not. */
  readonly diesAfter: number | undefined;
  /** How many tasks workers answer before it. */
  readonly answers: number;
}

const deed: fc.Arbitrary<Deed> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    execution: fc.nat({ max: 20 }),
    task: fc.nat({ max: 40 }),
    diesAfter: fc.option(fc.nat({ max: 4 }), { nil: undefined, freq: 3 }),
    answers: fc.nat({ max: 4 }),
  })
  .map((each) => (each.kind === 'crash' ? { ...each, diesAfter: undefined } : each));

async function executions(scenario: Scenario): Promise<string[]> {
  const { results } = await scenario.engine.workflows.search({ start: 0, size: 1000 });
  const ids = results.map(({ workflowId }) => workflowId);
  const there = await Promise.all(ids.map((id) => scenario.ports.store.workflowModel(id)));
  return ids.filter((_, at) => there[at] !== undefined).toSorted();
}

/** Open executions with a parent of which no open task waits for them. */
async function orphans({ ports: { store } }: Scenario): Promise<string[]> {
  const found: string[] = [];
  for (const { workflow } of await store.openWorkflows()) {
    const { workflowId, parentWorkflowTaskId: taskId } = workflow;
    const task = taskId === undefined ? undefined : await store.task(taskId);
    const isAwaited = task !== undefined && !isTaskTerminal(task.status) && task.subWorkflowId === workflowId;
    if (taskId !== undefined && !isAwaited) found.push(workflowId);
  }
  return found;
}

async function perform(scenario: Scenario, id: string, { kind, task }: Deed): Promise<unknown> {
  const { workflows } = scenario.engine;
  const { tasks, workflowDefinition } = await scenario.get(id);
  switch (kind) {
    case 'pause':
    case 'resume':
    case 'decide':
      return workflows[kind](id);
    case 'terminate':
      return workflows.terminate(id, 'enough');
    case 'restart':
      return workflows.restart(id, { useLatestDefinitions: false });
    case 'retry':
    case 'retryWhole':
      return workflows.retry(id, { resumeSubworkflowTasks: kind === 'retryWhole' });
    case 'rerun':
      return workflows.rerun(id, {});
    case 'rerunFrom':
      return workflows.rerun(id, { reRunFromTaskId: tasks[task % Math.max(1, tasks.length)]?.taskId });
    case 'skip': {
      const steps = workflowDefinition?.tasks ?? [];
      return workflows.skipTask(id, steps[task % Math.max(1, steps.length)]?.taskReferenceName ?? 'none', {});
    }
    case 'remove':
      return workflows.remove(id, { archive: task % 2 === 0 });
    case 'reset':
      return workflows.resetCallbacks(id);
    case 'repair':
      return workflows.verifyAndRepair(id);
    case 'crash':
      return scenario.crash();
    case 'jump':
      return scenario.ports.clock.jump(task * 10_000);
    case 'setBack':
      return scenario.ports.clock.jump(task * -10_000);
  }
}

/** Does it; what is refused is refused in words for users. */
async function attempt(scenario: Scenario, id: string, each: Deed): Promise<void> {
  const done = perform(scenario, id, each).catch((error: unknown) => {
    if (!(error instanceof EngineError)) throw error;
  });
  // Of an engine that is dead it may never be answered.
  await (each.diesAfter === undefined ? done : Promise.race([done, settled()]));
  await settled();
}

async function pick(scenario: Scenario, { execution }: Deed): Promise<string | undefined> {
  const ids = await executions(scenario);
  return ids[execution % ids.length];
}

/** Does it, and looks whether it leaves anything behind, or brings anything back. */
async function attemptCleanly(scenario: Scenario, each: Deed): Promise<void> {
  const { store } = scenario.ports;
  const id = await pick(scenario, each);
  if (id === undefined) return;
  const orphansBefore = new Set(await orphans(scenario));
  if (each.diesAfter !== undefined) store.dieAfter(each.diesAfter);
  await attempt(scenario, id, each);
  const isThere = (await store.workflowModel(id)) !== undefined;
  if (each.diesAfter !== undefined) {
    store.revive();
    await scenario.crash();
  }
  if (revivals.has(each.kind)) return;
  const orphaned = (await orphans(scenario)).filter((orphan) => !orphansBefore.has(orphan));
  expect([each.kind, orphaned]).toEqual([each.kind, []]);
  expect([each.kind, (await store.workflowModel(id)) !== undefined]).toEqual([each.kind, isThere]);
}

/** Lets everything that is open come to its end. */
async function finish(scenario: Scenario, choice: number): Promise<void> {
  for (let count = 0; count < 2000; count += 1) {
    await settled();
    const open = await scenario.ports.store.openWorkflows();
    if (open.length === 0) return;
    const paused = open.find(({ workflow }) => workflow.status === 'PAUSED');
    const id = paused?.workflow.workflowId;
    if (id !== undefined) await untilStored(() => scenario.engine.workflows.resume(id));
    else if (!(await answerOne(scenario, choice, count))) await scenario.advance(60);
  }
  const open = await scenario.ports.store.openWorkflows();
  throw new Error(
    `Still open: ${JSON.stringify(
      open.map(({ workflow, openTasks }) => [
        workflow.workflowName,
        workflow.status,
        openTasks.map((task) => `${task.referenceTaskName} ${task.status}`),
      ]),
    )}`,
  );
}

/** What every task that runs another execution says of it must be true of that. */
async function expectChildrenAgree(scenario: Scenario): Promise<void> {
  const disagreeing: string[] = [];
  for (const id of await executions(scenario)) {
    const { status, tasks } = await scenario.get(id);
    expect(isWorkflowTerminal(status)).toBe(true);
    for (const task of tasks) {
      if (!isTaskTerminal(task.status)) disagreeing.push(`${task.referenceTaskName} is open`);
      if (task.taskType !== 'SUB_WORKFLOW' || task.subWorkflowId === undefined) continue;
      const child = await scenario.ports.store.workflowModel(task.subWorkflowId);
      if (child === undefined || child.parentWorkflowTaskId !== task.taskId) continue;
      if (!isWorkflowTerminal(child.status))
        disagreeing.push(`the child of ${task.referenceTaskName} is open`);
    }
  }
  expect(disagreeing).toEqual([]);
}

describe(`operators on generated workflows (GENERATED_SEED=${seed})`, { timeout: 300_000 }, () => {
  it('PR7 whatever they do, and wherever the engine dies over it, everything ends consistently', async () => {
    await fc.assert(
      fc.asyncProperty(
        generatedWorkflow,
        fc.nat(),
        fc.array(deed, { minLength: 1, maxLength: 12 }),
        async (def, choice, deeds) => {
          const { scenario } = await begin(def);
          for (const [at, each] of deeds.entries()) {
            await settled();
            for (let n = 0; n < each.answers; n += 1) {
              await answerOne(scenario, choice, hash(`${at}/${n}`));
              await settled();
            }
            await attemptCleanly(scenario, each);
          }
          await finish(scenario, choice);
          await expectChildrenAgree(scenario);
          expect(await scenario.ports.store.documents('removalNews')).toEqual([]);
          await expectNothingLeft(scenario);
        },
      ),
      runs(0.15),
    );
  });

  it('PR8 whatever the store refuses on the way, everything ends consistently, and what is due is done', async () => {
    const refused = fc.record({ deed, after: fc.nat({ max: 5 }) });
    await fc.assert(
      fc.asyncProperty(
        generatedWorkflow,
        fc.nat(),
        fc.array(refused, { minLength: 1, maxLength: 10 }),
        async (def, choice, deeds) => {
          const { scenario } = await begin(def);
          const { store, log } = scenario.ports;
          for (const [at, { deed: each, after }] of deeds.entries()) {
            store.failNext({ after });
            for (let n = 0; n <= each.answers; n += 1) {
              await answerOne(scenario, choice, hash(`${at}/${n}`));
              await settled();
            }
            const id = await pick(scenario, each);
            if (id !== undefined) await attempt(scenario, id, { ...each, diesAfter: undefined });
          }
          await finish(scenario, choice);
          // What may still be refused, and what has been and is done again.
          for (let n = 0; n < 6; n += 1) await store.commit([]).catch(() => undefined);
          // However far the clock has been set back.
          await scenario.advance(6000);
          await finish(scenario, choice);
          log.lines.length = 0;
          await expectChildrenAgree(scenario);
          expect(await store.documents('removalNews')).toEqual([]);
          await expectNothingLeft(scenario);
        },
      ),
      runs(0.1),
    );
  });
});
