import fc from 'fast-check';
import type { WorkflowDef, WorkflowTask } from '#contract/index.ts';
import { choose, fork, simple, step, workflowDef } from './builders.ts';

/** A workflow as it is generated: without names, which are given in order afterwards. */
type Shape =
  | {
      readonly kind: 'simple';
      readonly retryCount: number;
      readonly optional: boolean;
      readonly permissive: boolean;
    }
  | { readonly kind: 'switch'; readonly picks: string; readonly cases: readonly (readonly Shape[])[] }
  | { readonly kind: 'dynamic'; readonly width: number }
  | { readonly kind: 'loop'; readonly rounds: number; readonly body: readonly Shape[] }
  | { readonly kind: 'fork'; readonly branches: readonly (readonly Shape[])[] };

const { sequence } = fc.letrec<{ sequence: readonly Shape[]; block: Shape }>((tie) => ({
  sequence: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('simple' as const),
      retryCount: fc.nat({ max: 2 }),
      optional: rarely(),
      permissive: rarely(),
    }),
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
  ),
}));

function rarely(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 4 }).map((n) => n === 0);
}

/** Definitions of nested SWITCH, FORK, DO_WHILE, dynamic fork and SIMPLE tasks. */
export const generatedWorkflow: fc.Arbitrary<WorkflowDef> = sequence.map((shapes) => {
  let count = 0;
  const name = (prefix: string) => `${prefix}${(count += 1)}`;
  const build = (list: readonly Shape[]): WorkflowTask[] => list.flatMap(buildOne);
  const buildOne = (shape: Shape): WorkflowTask[] => {
    switch (shape.kind) {
      case 'simple': {
        const { retryCount, optional, permissive } = shape;
        return [simple(name('t'), { retryCount, optional, permissive })];
      }
      case 'switch': {
        const reference = name('s');
        const cases = Object.fromEntries(shape.cases.map((tasks, at) => [String(at), build(tasks)]));
        return [choose(reference, shape.picks, cases)];
      }
      case 'dynamic': {
        const tasks = Array.from({ length: shape.width }, () => simple(name('t'), { retryCount: 1 }));
        return [
          step('FORK_JOIN_DYNAMIC', name('d'), {
            dynamicForkTasksParam: 'tasks',
            dynamicForkTasksInputParamName: 'inputs',
            inputParameters: { tasks, inputs: {} },
          }),
          step('JOIN', name('j')),
        ];
      }
      case 'loop': {
        const items = Array.from({ length: shape.rounds }, (_, at) => at);
        const fields = { loopCondition: '', inputParameters: { _items: items } };
        return [step('DO_WHILE', name('l'), { ...fields, loopOver: build(shape.body) })];
      }
      case 'fork':
        // A branch that ends in a SWITCH is joined on what is always there.
        return fork(
          name('f'),
          shape.branches.map((branch) => [...build(branch), simple(name('t'))]),
        );
    }
  };
  return workflowDef(build(shapes));
});

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
