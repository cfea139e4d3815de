import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workflowScheduleSchema } from '#contract/index.ts';
import { settled } from '../testing/fake-clock.ts';
import { setVariable, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const child = workflowDef([setVariable('v', { x: 1 })], { name: 'child' });
const minute = 60_000;

type Step =
  | { readonly do: 'put'; readonly every: 1 | 2 | 5; readonly catchUp: boolean }
  | { readonly do: 'pause' | 'resume' | 'remove' | 'pauseAll' | 'resumeAll' }
  | { readonly do: 'advance' | 'jump' | 'setBack' | 'down'; readonly seconds: number };

const simple = fc
  .constantFrom('pause', 'resume', 'remove', 'pauseAll', 'resumeAll')
  .map((what): Step => ({ do: what }));
const put = fc
  .record({ every: fc.constantFrom(1 as const, 2 as const, 5 as const), catchUp: fc.boolean() })
  .map((fields): Step => ({ do: 'put', ...fields }));
const passing = fc
  .record({
    do: fc.constantFrom('advance', 'jump', 'setBack', 'down'),
    seconds: fc.oneof(fc.constantFrom(0, 60, 120, 600), fc.nat({ max: 900 })),
  })
  .map((step): Step => step);
const steps = fc.array(fc.oneof({ weight: 2, arbitrary: put }, simple, { weight: 4, arbitrary: passing }), {
  minLength: 1,
  maxLength: 14,
});

/** A schedule as SD5, SD7 and SD9 to SD11 describe it, in a few lines. */
class Model {
  now: number;
  isRunning = true;
  readonly started = new Set<number>();
  #schedule: { period: number; catchUp: boolean; isPaused: boolean; due: number } | undefined;

  constructor(now: number) {
    this.now = now;
  }

  get isKnown(): boolean {
    return this.#schedule !== undefined;
  }

  get isPaused(): boolean {
    return this.#schedule?.isPaused === true;
  }

  put(every: number, catchUp: boolean): void {
    const period = every * minute;
    this.#schedule = { period, catchUp, isPaused: false, due: this.#after(this.now, period) };
  }

  remove(): void {
    this.#schedule = undefined;
  }

  setPaused(isPaused: boolean): void {
    const schedule = this.#schedule;
    if (schedule === undefined) return;
    schedule.isPaused = isPaused;
    schedule.due = this.#after(this.now, schedule.period);
  }

  /** The scheduler begins to work, when it has not for a while: as if the clock had jumped. */
  open(): void {
    this.isRunning = true;
    this.jump(0);
  }

  /** The clock goes on, and everything happens at its moment. */
  advance(milliseconds: number): void {
    this.now += milliseconds;
    this.#fireAll();
  }

  /** The clock is suddenly somewhere else. */
  jump(milliseconds: number): void {
    this.now += milliseconds;
    const schedule = this.#schedule;
    if (!this.#isActive || schedule === undefined || schedule.due > this.now) return;
    if (schedule.catchUp) return this.#fireAll();
    this.started.add(schedule.due);
    schedule.due = this.#after(this.now, schedule.period);
  }

  get #isActive(): boolean {
    return this.isRunning && this.#schedule !== undefined && !this.#schedule.isPaused;
  }

  #fireAll(): void {
    const schedule = this.#schedule;
    if (!this.#isActive || schedule === undefined) return;
    for (; schedule.due <= this.now; schedule.due += schedule.period) this.started.add(schedule.due);
  }

  #after(moment: number, period: number): number {
    return (Math.floor(moment / period) + 1) * period;
  }
}

async function perform(scenario: Scenario, model: Model, step: Step): Promise<void> {
  const { schedules } = scenario.engine;
  const { clock } = scenario.ports;
  switch (step.do) {
    case 'put': {
      const schedule = workflowScheduleSchema.parse({
        name: 's',
        cronExpression: `0 */${step.every} * * * *`,
        runCatchupScheduleInstances: step.catchUp,
        startWorkflowRequest: { name: 'child' },
      });
      await schedules.put(schedule);
      return model.put(step.every, step.catchUp);
    }
    case 'pause':
      if (model.isKnown) await schedules.pause('s');
      return model.setPaused(true);
    case 'resume':
      if (!model.isPaused) return;
      await schedules.resume('s');
      return model.setPaused(false);
    case 'remove':
      await schedules.remove('s');
      return model.remove();
    case 'pauseAll':
      schedules.pauseAll();
      model.isRunning = false;
      return;
    case 'resumeAll':
      schedules.resumeAll();
      model.open();
      return clock.advance(0);
    case 'advance':
      await clock.advance(step.seconds * 1000);
      return model.advance(step.seconds * 1000);
    case 'jump':
    case 'setBack': {
      const by = step.seconds * (step.do === 'jump' ? 1000 : -1000);
      await clock.jump(by);
      return model.jump(by);
    }
    case 'down':
      await scenario.down(step.seconds);
      model.now += step.seconds * 1000;
      model.open();
      return clock.advance(0);
  }
}

describe('schedules against a plain model', () => {
  it('SD5 SD7 SD9 SD11 each moment is started once, whatever the clock, the engine and operators do', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const scenario = await Scenario.open();
        await scenario.engine.metadata.registerWorkflow(child, { overwrite: true });
        const model = new Model(scenario.ports.clock.now());
        for (const step of all) {
          await perform(scenario, model, step);
          await settled();
        }
        const history = await scenario.ports.store.documents('scheduleExecution');
        const expected = [...model.started].toSorted((a, b) => a - b);
        expect(history.map(({ value }) => value.scheduledTime)).toEqual(expected);
        const { totalHits } = await scenario.engine.workflows.search({ start: 0, size: 1 });
        expect(totalHits).toBe(expected.length);
        expect(scenario.ports.log.lines).toEqual([]);
        await scenario.engine.close();
        expect(scenario.ports.clock.alarms).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});
