import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkflowModel } from '../model.ts';
import { newWorkflow } from '../core/new-workflow.ts';
import { simple, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';
import { WorkflowLimits } from './workflow-limits.ts';

const flow = workflowDef([simple('a')]);

function execution(workflowId: string, isWaiting: boolean, limit: number): WorkflowModel {
  const { workflow } = newWorkflow({ workflowId, definition: flow, input: {} }, 0);
  return { ...workflow, rateLimit: { key: 'k', limit, isWaiting } };
}

describe('rate limits of workflows against a plain model', () => {
  const steps = fc.array(
    fc.record({
      do: fc.constantFrom('start', 'start', 'refuse', 'end', 'endWaiting', 'write'),
      pick: fc.nat({ max: 20 }),
    }),
    { maxLength: 40 },
  );

  it('RL1 RL4 never more than the limit run, nobody overtakes, and no place stays empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), steps, (limit, all) => {
        const running = new Set<string>();
        const waiting: string[] = [];
        /** Admitted, which is not written yet. */
        const admitted: string[] = [];
        const begun: string[] = [];
        const limits = new WorkflowLimits((id) => {
          admitted.push(id);
          running.add(id);
          waiting.splice(waiting.indexOf(id), 1);
          begun.push(id);
        });
        const enqueued: string[] = [];
        const full: string[] = [];
        for (const [at, step] of all.entries()) {
          const id = `w${at}`;
          const end = (ended: string | undefined) => {
            if (ended === undefined) return;
            running.delete(ended);
            if (waiting.includes(ended)) waiting.splice(waiting.indexOf(ended), 1);
            limits.follow({ ...execution(ended, false, limit), status: 'COMPLETED' });
          };
          if (step.do === 'start' || step.do === 'refuse') {
            const hasPlace = limits.reserve({ workflowId: id, workflowName: 'flow' }, { key: 'k', limit });
            const workflow = execution(id, !hasPlace, limit);
            if (hasPlace !== (running.size < limit && waiting.length === 0)) full.push(id);
            if (step.do === 'refuse') limits.release(workflow);
            else {
              if (hasPlace) running.add(id);
              else {
                waiting.push(id);
                enqueued.push(id);
              }
              limits.follow(workflow);
            }
          } else if (step.do === 'end') end([...running][step.pick % running.size]);
          else if (step.do === 'endWaiting') end(waiting[step.pick % waiting.length]);
          else {
            const written = admitted.shift();
            if (written !== undefined && running.has(written))
              limits.follow(execution(written, false, limit));
          }
          if (running.size > limit || (running.size < limit && waiting.length > 0)) full.push(id);
        }
        expect(full).toEqual([]);
        expect(begun).toEqual(enqueued.filter((id) => begun.includes(id)));
      }),
    );
  });

  it('RL4 an engine that starts again knows who runs and admits as many as there is room for', () => {
    const admitted: string[] = [];
    const limits = new WorkflowLimits((id) => admitted.push(id));
    limits.adopt(execution('running', false, 3));
    for (const id of ['first', 'second', 'third']) limits.adopt(execution(id, true, 3));
    limits.admitAll();
    expect(admitted).toEqual(['first', 'second']);
    expect(limits.reserve({ workflowId: 'new', workflowName: 'flow' }, { key: 'k', limit: 3 })).toBe(false);
  });

  it('RL1 a limit that is raised lets those in that wait, one that is lowered ends nobody', () => {
    const admitted: string[] = [];
    const limits = new WorkflowLimits((id) => admitted.push(id));
    for (const id of ['a', 'b', 'c']) limits.adopt(execution(id, id !== 'a', 1));
    limits.follow(execution('d', true, 3));
    expect(admitted).toEqual(['b', 'c']);
    limits.follow(execution('e', true, 1));
    limits.follow({ ...execution('a', false, 1), status: 'FAILED' });
    limits.follow({ ...execution('b', false, 1), status: 'FAILED' });
    expect(admitted).toEqual(['b', 'c']);
    limits.follow({ ...execution('c', false, 1), status: 'FAILED' });
    expect(admitted).toEqual(['b', 'c', 'd']);
  });

  it('RL1 RL4 whatever is started, ended, refused and crashed, at most so many have tasks', async () => {
    const def = workflowDef([simple('a')], {
      rateLimitConfig: { rateLimitKey: 'k', concurrentExecLimit: 2, policy: 'QUEUE' },
    });
    const action = fc.constantFrom(
      'start',
      'start',
      'three',
      'complete',
      'complete',
      'fail',
      'remove',
      'full',
      'crash',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 20 }), async (actions) => {
        const scenario = await Scenario.open();
        const started: string[] = [];
        const withTasks = async () => {
          const open = await scenario.ports.store.openWorkflows();
          return open.filter(({ openTasks }) => openTasks.length > 0).length;
        };
        const start = async () => {
          const id = await scenario.start(def).catch(() => undefined);
          if (id !== undefined) started.push(id);
        };
        const counts: number[] = [];
        for (const what of actions) {
          const task =
            what === 'complete' || what === 'fail'
              ? await scenario.poll('a').catch(() => undefined)
              : undefined;
          if (what === 'start') await start();
          else if (what === 'three') await Promise.all([start(), start(), start()]);
          else if (what === 'full') scenario.ports.store.failNext();
          else if (what === 'crash') await scenario.crash();
          else if (what === 'remove') {
            const id = started.shift();
            if (id !== undefined)
              await scenario.engine.workflows.remove(id, { archive: false }).catch(() => undefined);
          } else if (task !== undefined) {
            const status = what === 'fail' ? 'FAILED_WITH_TERMINAL_ERROR' : 'COMPLETED';
            await scenario.update(task, status).catch(() => undefined);
          }
          await settled();
          counts.push(await withTasks());
        }
        expect(Math.max(0, ...counts)).toBeLessThanOrEqual(2);
        await scenario.crash();
        for (let n = 0; n < 60 && (await scenario.ports.store.openWorkflows()).length > 0; n += 1) {
          const task = await scenario.poll('a').catch(() => undefined);
          if (task === undefined) await scenario.advance(30);
          else await scenario.update(task, 'COMPLETED').catch(() => undefined);
          await settled();
        }
        expect(await scenario.ports.store.openWorkflows()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('limits of tasks against a plain model', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('poll' as const), count: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ do: fc.constant('pollTwice' as const), count: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ do: fc.constant('end' as const), count: fc.integer({ min: 1, max: 2 }) }),
      fc.record({ do: fc.constant('wait' as const), count: fc.constantFrom(1, 5, 10) }),
    ),
    { maxLength: 25 },
  );

  it('PO9 PO10 a poll is given what both limits leave, and never more, however many poll', async () => {
    const concurrent = 3;
    const perWindow = 4;
    const window = 10;
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const fields = {
          concurrentExecLimit: concurrent,
          rateLimitPerFrequency: perWindow,
          rateLimitFrequencyInSeconds: window,
        };
        const scenario = await Scenario.open({ taskDefs: [taskDef('a', fields)] });
        for (let n = 0; n < 60; n += 1) await scenario.start(flow);
        const inProgress: Awaited<ReturnType<Scenario['take']>>[] = [];
        const times: number[] = [];
        const given: number[] = [];
        const allowed: number[] = [];
        for (const step of all) {
          const now = scenario.ports.clock.now();
          const free = Math.min(
            concurrent - inProgress.length,
            perWindow - times.filter((time) => time > now - window * 1000).length,
          );
          const poll = () => scenario.engine.tasks.poll({ taskType: 'a', count: step.count, timeoutMs: 0 });
          if (step.do === 'poll' || step.do === 'pollTwice') {
            const polls = step.do === 'poll' ? [poll()] : [poll(), poll()];
            const tasks = (await Promise.all(polls)).flat();
            given.push(tasks.length);
            allowed.push(Math.min(free, step.count * polls.length));
            inProgress.push(...tasks);
            times.push(...tasks.map(() => now));
          } else if (step.do === 'wait') await scenario.advance(step.count);
          else {
            for (const task of inProgress.splice(0, step.count)) await scenario.update(task, 'COMPLETED');
          }
        }
        expect(given).toEqual(allowed);
      }),
      { numRuns: 40 },
    );
  });
});

describe('idempotency keys against a plain model', () => {
  const strategy = fc.constantFrom('RETURN_EXISTING', 'FAIL', 'FAIL_ON_RUNNING');
  const ask = fc.record({ key: fc.constantFrom('k', 'l'), strategy });
  const steps = fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('start' as const),
          asks: fc.array(ask, { minLength: 1, maxLength: 6 }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constantFrom('end' as const, 'remove' as const),
          pick: fc.nat({ max: 5 }),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ do: 'crash' as const }) },
    ),
    { maxLength: 15 },
  );

  it('ID1 ID2 ID3 ID5 ID6 a key stands for one execution, in whatever order and however many start', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const scenario = await Scenario.open();
        const holders = new Map<string, { readonly id: string; isOpen: boolean }>();
        const differing: unknown[] = [];
        for (const step of all) {
          if (step.do === 'start') {
            const answers = await Promise.all(
              step.asks.map(({ key, strategy: idempotencyStrategy }) =>
                scenario.start(flow, { idempotencyKey: key, idempotencyStrategy }).catch(() => 'refused'),
              ),
            );
            for (const [at, { key, strategy: how }] of step.asks.entries()) {
              const holder = holders.get(key);
              const answer = answers[at] ?? '';
              const isNew = holder === undefined || (how === 'FAIL_ON_RUNNING' && !holder.isOpen);
              const isKnown = [...holders.values()].some(({ id }) => id === answer);
              if (isNew && answer !== 'refused' && !isKnown) holders.set(key, { id: answer, isOpen: true });
              else if (isNew || answer !== (how === 'RETURN_EXISTING' ? holder?.id : 'refused')) {
                differing.push([key, how, answer, holder]);
              }
            }
          } else if (step.do === 'crash') await scenario.crash();
          else {
            const [key, holder] = [...holders][step.pick % Math.max(1, holders.size)] ?? [];
            if (key === undefined || holder === undefined) continue;
            if (step.do === 'remove') {
              await scenario.engine.workflows.remove(holder.id, { archive: false });
              holders.delete(key);
            } else if (holder.isOpen) {
              await scenario.engine.workflows.terminate(holder.id);
              holder.isOpen = false;
            }
          }
        }
        expect(differing).toEqual([]);
        const { totalHits } = await scenario.engine.workflows.search({
          start: 0,
          size: 1,
          query: 'status=RUNNING',
        });
        expect(totalHits).toBe([...holders.values()].filter(({ isOpen }) => isOpen).length);
      }),
      { numRuns: 80 },
    );
  });

  it('ID5 a start that cannot be stored leaves the key to the next', async () => {
    const scenario = await Scenario.open();
    const asked = { idempotencyKey: 'k', idempotencyStrategy: 'FAIL' };
    scenario.ports.store.failNext();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => scenario.start(flow, asked)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  });
});
