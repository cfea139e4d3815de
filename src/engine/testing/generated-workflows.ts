import fc from 'fast-check';
import type { WorkflowDef, WorkflowTask } from '#contract/index.ts';
import { choose, fork, setVariable, simple, step, workflowDef } from './builders.ts';

/** A workflow as it is generated: without names, which are given in order afterwards. */
type Shape =
  | ({ readonly kind: 'simple'; readonly retryCount: number } & Tolerated)
  | { readonly kind: 'variable' }
  | ({ readonly kind: 'inline'; readonly fails: boolean } & Tolerated)
  | { readonly kind: 'switch'; readonly picks: string; readonly cases: readonly (readonly Shape[])[] }
  | { readonly kind: 'dynamic'; readonly width: number }
  | { readonly kind: 'loop'; readonly rounds: number; readonly body: readonly Shape[] }
  | { readonly kind: 'fork'; readonly branches: readonly (readonly Shape[])[] }
  | ({ readonly kind: 'child'; readonly retryCount: number; readonly body: readonly Shape[] } & Tolerated);

interface Tolerated {
  readonly optional: boolean;
  readonly permissive: boolean;
}

/**
 * Loops, attempts and children multiply what is in them: without a bound a few small shapes become thousands of tasks.
 * What would go beyond it is left out.
 */
const mostTasks = 40;

const tolerated = { optional: rarely(), permissive: rarely() };

const { sequence } = fc.letrec<{ sequence: readonly Shape[]; block: Shape }>((tie) => ({
  sequence: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('simple' as const), retryCount: fc.nat({ max: 2 }), ...tolerated }),
    fc.record({ kind: fc.constant('variable' as const) }),
    fc.record({ kind: fc.constant('inline' as const), fails: rarely(), ...tolerated }),
    fc.record({
      kind: fc.constant('switch' as const),
      picks: fc.constantFrom('0', '1', 'other'),
      cases: fc.array(tie('sequence'), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ kind: fc.constant('dynamic' as const), width: fc.nat({ max: 3 }) }),
    fc.record({
      kind: fc.constant('loop' as const),
      rounds: fc.nat({ max: 2 }),
      body: tie('sequence'),
    }),
    fc.record({
      kind: fc.constant('fork' as const),
      branches: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('child' as const),
      retryCount: fc.nat({ max: 1 }),
      body: tie('sequence'),
      ...tolerated,
    }),
  ),
}));

function rarely(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 4 }).map((n) => n === 0);
}

/** What the scripts of generated workflows do. */
export const generatedScripts = {
  one: () => 1,
};

/**
 * Definitions of nested SWITCH, FORK, DO_WHILE, dynamic fork, SUB_WORKFLOW, SET_VARIABLE, INLINE and SIMPLE tasks: at
 * most so many as `mostTasks` says are ever scheduled by one, with those of its children and all attempts.
 */
export const generatedWorkflow: fc.Arbitrary<WorkflowDef> = sequence.map((shapes) =>
  new Builder().workflow(shapes),
);

class Builder {
  #count = 0;
  #left = mostTasks;

  workflow(shapes: readonly Shape[]): WorkflowDef {
    return workflowDef(this.#list(shapes, 1));
  }

  #name(prefix: string): string {
    return `${prefix}${(this.#count += 1)}`;
  }

  /** Sets so many tasks aside, `times` over; false: there are not so many left. */
  #take(tasks: number, times: number): boolean {
    if (this.#left < tasks * times) return false;
    this.#left -= tasks * times;
    return true;
  }

  /** `times`: how often everything in the list may be scheduled. Never empty. */
  #list(shapes: readonly Shape[], times: number): WorkflowTask[] {
    const tasks = shapes.flatMap((shape) => this.#one(shape, times));
    return tasks.length > 0 ? tasks : [step('NOOP', this.#name('n'))];
  }

  #one(shape: Shape, times: number): WorkflowTask[] {
    switch (shape.kind) {
      case 'simple': {
        const { retryCount, optional, permissive } = shape;
        if (!this.#take(1 + retryCount, times)) return [];
        return [simple(this.#name('t'), { retryCount, optional, permissive })];
      }
      case 'variable':
        return this.#take(1, times) ? [setVariable(this.#name('v'), { set: 1 })] : [];
      case 'inline': {
        const { fails, optional, permissive } = shape;
        if (!this.#take(1, times)) return [];
        const inputParameters = { expression: fails ? 'unknown' : 'one' };
        return [step('INLINE', this.#name('i'), { inputParameters, optional, permissive })];
      }
      case 'switch': {
        if (!this.#take(1, times)) return [];
        const reference = this.#name('s');
        const cases = shape.cases.map((tasks, at) => [String(at), this.#list(tasks, times)]);
        return [choose(reference, shape.picks, Object.fromEntries(cases))];
      }
      case 'dynamic':
        return this.#dynamic(shape.width, times);
      case 'loop': {
        if (!this.#take(1, times)) return [];
        const items = Array.from({ length: shape.rounds }, (_, at) => at);
        const loopOver = this.#list(shape.body, times * Math.max(1, shape.rounds));
        return [
          step('DO_WHILE', this.#name('l'), {
            loopCondition: '',
            inputParameters: { _items: items },
            loopOver,
          }),
        ];
      }
      case 'fork': {
        if (!this.#take(2 + shape.branches.length, times)) return [];
        // A branch that ends in a SWITCH is joined on what is always there.
        const branches = shape.branches.map((branch) => [
          ...this.#list(branch, times),
          simple(this.#name('t'), { retryCount: 0 }),
        ]);
        return fork(this.#name('f'), branches);
      }
      case 'child': {
        const { retryCount, optional, permissive, body } = shape;
        if (!this.#take(1 + retryCount, times)) return [];
        const name = this.#name('c');
        const inPlace = workflowDef(this.#list(body, times * (1 + retryCount)), { name });
        const subWorkflowParam = { name, workflowDefinition: inPlace };
        return [step('SUB_WORKFLOW', name, { subWorkflowParam, retryCount, optional, permissive })];
      }
    }
  }

  #dynamic(width: number, times: number): WorkflowTask[] {
    if (!this.#take(2 + 2 * width, times)) return [];
    const tasks = Array.from({ length: width }, () => simple(this.#name('t'), { retryCount: 1 }));
    return [
      step('FORK_JOIN_DYNAMIC', this.#name('d'), {
        dynamicForkTasksParam: 'tasks',
        dynamicForkTasksInputParamName: 'inputs',
        inputParameters: { tasks, inputs: {} },
      }),
      step('JOIN', this.#name('j')),
    ];
  }
}

/** What a worker answers at an attempt: the same for the same seed, task and attempt. */
export function answer(seed: number, reference: string, attempt: number): string {
  const roll = hash(`${seed}/${reference}/${attempt}`) % 100;
  if (roll < 70) return 'COMPLETED';
  if (roll < 96) return 'FAILED';
  return roll < 98 ? 'FAILED_WITH_TERMINAL_ERROR' : 'CANCELED';
}

export function hash(text: string): number {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 16_777_619) >>> 0;
  return value;
}
