import { describe, expect, it } from 'vitest';
import { workflowTestRequestSchema } from '#contract/index.ts';
import { Postponed } from '../postponed.ts';
import type { ScriptResult, ScriptRunner } from '../ports.ts';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { Scenario } from '../testing/scenario.ts';

/** Scripts that each have to be fetched from elsewhere when an execution first asks, and wait for the test to be. */
class SlowScripts implements ScriptRunner {
  readonly waiting: (() => void)[] = [];
  readonly forgotten: string[] = [];
  readonly #known = new Set<string>();

  evaluate(script: string, _bindings: unknown, asker?: string): ScriptResult {
    const key = `${asker}/${script}`;
    if (this.#known.has(key)) return { ok: true, value: script };
    const { promise, resolve } = Promise.withResolvers<void>();
    this.waiting.push(() => {
      this.#known.add(key);
      resolve();
    });
    throw new Postponed(promise, () => this.forgotten.push(script));
  }

  check(): undefined {
    return undefined;
  }

  async answer(): Promise<void> {
    await settled();
    const next = this.waiting.shift();
    if (next === undefined) throw new Error('Nothing waits');
    next();
    await settled();
  }
}

const scripted = (reference: string, script: string) =>
  step('INLINE', reference, { inputParameters: { expression: script } });
const twice = workflowDef([scripted('i', 'one'), scripted('j', 'two'), simple('after')]);
const later = workflowDef([simple('before'), scripted('i', 'one'), simple('after')]);
const swift = workflowDef([simple('swift')]);

async function open(): Promise<{ readonly scenario: Scenario; readonly scripts: SlowScripts }> {
  const scripts = new SlowScripts();
  const scenario = await Scenario.open({ ports: { ...fakePorts(), scripts } });
  return { scenario, scripts };
}

describe('SC14 a decision that waits for a script', () => {
  it('is made as one when the script has its value, and holds no other execution up', async () => {
    const { scenario, scripts } = await open();
    const starting = scenario.start(twice);
    expect(await scenario.trace(await scenario.start(swift))).toEqual(['swift SCHEDULED']);
    await scripts.answer();
    expect(scripts.forgotten).toEqual([]);
    await scripts.answer();
    const id = await starting;
    expect(await scenario.trace(id)).toEqual(['i COMPLETED', 'j COMPLETED', 'after SCHEDULED']);
    expect((await scenario.task(id, 'j')).outputData).toEqual({ result: 'two' });
    expect(scripts.forgotten).toEqual(['one', 'two']);
  });

  it('takes what was done together with it along', async () => {
    const { scenario, scripts } = await open();
    const id = await scenario.start(later);
    const task = await scenario.take('before');
    const updated = scenario.update(task, 'COMPLETED');
    const paused = scenario.engine.workflows.pause(id);
    await scripts.answer();
    await Promise.all([updated, paused]);
    expect(await scenario.trace(id)).toEqual(['before COMPLETED', 'i COMPLETED', 'after SCHEDULED']);
    expect(await scenario.status(id)).toBe('PAUSED');
  });

  it('leaves nothing behind when there is no value to be had', async () => {
    const scenario = await Scenario.open({
      ports: {
        ...fakePorts(),
        scripts: {
          evaluate: () => {
            throw new Postponed(Promise.reject(new Error('closed')));
          },
          check: () => undefined,
        },
      },
    });
    const id = await scenario.start(later);
    const task = await scenario.take('before');
    await expect(scenario.update(task, 'COMPLETED')).rejects.toThrow('closed');
    expect(await scenario.trace(id)).toEqual(['before IN_PROGRESS']);
    await expect(scenario.start(twice)).rejects.toThrow('closed');
  });

  it('keeps its place under a rate limit, and takes it once', async () => {
    const { scenario, scripts } = await open();
    const rateLimitConfig = { rateLimitKey: 'k', concurrentExecLimit: 2 };
    const starting = scenario.start(workflowDef(twice.tasks, { rateLimitConfig }));
    await scripts.answer();
    await scripts.answer();
    expect(await scenario.trace(await starting)).toContain('after SCHEDULED');
    const second = await scenario.start(workflowDef(swift.tasks, { rateLimitConfig }));
    const third = await scenario.start(workflowDef(swift.tasks, { rateLimitConfig }));
    expect(await scenario.trace(second)).toEqual(['swift SCHEDULED']);
    expect(await scenario.trace(third)).toEqual([]);
  });

  it('is made with mocks, too', async () => {
    const { scenario, scripts } = await open();
    const starting = scenario.engine.workflows.test(
      workflowTestRequestSchema.parse({
        name: 'w',
        workflowDef: later,
        taskRefToMockOutput: { before: [{ status: 'COMPLETED', output: { a: 1 } }] },
      }),
    );
    await scripts.answer();
    const { workflowId } = await starting;
    expect(await scenario.trace(workflowId)).toEqual(['before COMPLETED', 'i COMPLETED', 'after SCHEDULED']);
  });

  it('is made with the mocks of a child, whose id is another one each time', async () => {
    const { scenario, scripts } = await open();
    const child = workflowDef([simple('c'), scripted('i', 'one')], { name: 'child' });
    const parent = workflowDef([
      step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'child', workflowDefinition: child } }),
    ]);
    const starting = scenario.engine.workflows.test(
      workflowTestRequestSchema.parse({
        name: 'w',
        workflowDef: parent,
        subWorkflowTestRequest: { s: { taskRefToMockOutput: { c: [{ status: 'COMPLETED', output: {} }] } } },
      }),
    );
    await scripts.answer();
    const { workflowId } = await starting;
    expect(await scenario.trace(workflowId)).toEqual(['s COMPLETED']);
  });
});
