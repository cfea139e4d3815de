import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkflowTask } from '#contract/index.ts';
import { choose, simple, step, workflowDef } from '../testing/builders.ts';
import { generatedWorkflow } from '../testing/generated-workflows.ts';
import { DefinitionIndex, definitionIndex } from './definition-index.ts';

interface Answers {
  readonly next: string | undefined;
  readonly loopAround: string | undefined;
  readonly nestedIn: readonly string[];
  /** What can only come after it, with what is nested in that. */
  readonly after: readonly string[];
}

/** The lists of steps within a step. */
function listsIn(task: WorkflowTask): readonly (readonly WorkflowTask[])[] {
  if (task.type === 'SWITCH') return [...Object.values(task.decisionCases), task.defaultCase];
  if (task.type === 'FORK_JOIN') return task.forkTasks;
  return task.type === 'DO_WHILE' ? [task.loopOver] : [];
}

function allIn(tasks: readonly WorkflowTask[]): string[] {
  return tasks.flatMap((task) => [task.taskReferenceName, ...listsIn(task).flatMap(allIn)]);
}

/** Goes through a definition from above, with what follows it in hand. */
function* walk(
  tasks: readonly WorkflowTask[],
  next: string | undefined,
  loopAround: string | undefined,
  after: readonly string[],
): Generator<[string, Answers]> {
  for (const [at, task] of tasks.entries()) {
    const reference = task.taskReferenceName;
    const rest = tasks.slice(at + 1);
    const following = rest[0]?.taskReferenceName ?? next;
    const later = [...allIn(rest), ...after];
    const nestedIn = listsIn(task).flatMap(allIn);
    const isEnd = task.type === 'TERMINATE';
    yield [reference, { next: isEnd ? undefined : following, loopAround, nestedIn, after: later }];
    const isLoop = task.type === 'DO_WHILE';
    for (const list of listsIn(task)) {
      yield* walk(list, isLoop ? undefined : following, isLoop ? reference : loopAround, later);
    }
  }
}

describe('DefinitionIndex', () => {
  it('SW6 says of every step what a walk through the definition says', () => {
    fc.assert(
      fc.property(generatedWorkflow, (def) => {
        const index = new DefinitionIndex(def);
        for (const [reference, answers] of walk(def.tasks, undefined, undefined, [])) {
          expect(index.task(reference)?.taskReferenceName).toBe(reference);
          expect(index.next(reference)?.taskReferenceName).toBe(answers.next);
          expect(index.loopAround(reference)).toBe(answers.loopAround);
          expect(index.nestedIn(reference)).toEqual(answers.nestedIn);
          expect(index.nestedIn(reference)).toEqual(answers.nestedIn);
          expect([...index.following(reference)]).toEqual([...answers.nestedIn, ...answers.after]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('TE1 nothing follows TERMINATE', () => {
    const index = new DefinitionIndex(
      workflowDef([choose('s', 'x', { x: [step('TERMINATE', 'end'), simple('never')] }), simple('after')]),
    );
    expect(index.next('end')).toBeUndefined();
    expect(index.next('never')?.taskReferenceName).toBe('after');
  });

  it('knows nothing of references that are not there, whatever their names', () => {
    const index = new DefinitionIndex(workflowDef([simple('a')]));
    for (const reference of ['b', '', '__proto__', 'constructor']) {
      expect(index.task(reference)).toBeUndefined();
      expect(index.next(reference)).toBeUndefined();
      expect(index.loopAround(reference)).toBeUndefined();
      expect(index.nestedIn(reference)).toEqual([]);
      expect([...index.following(reference)]).toEqual([]);
    }
  });

  it('is made once for a definition', () => {
    const def = workflowDef([simple('a')]);
    expect(definitionIndex(def)).toBe(definitionIndex(def));
    expect(definitionIndex(structuredClone(def))).not.toBe(definitionIndex(def));
  });
});
