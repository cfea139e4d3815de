import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newWorkflow } from '../core/new-workflow.ts';
import { WorkflowState } from '../core/workflow-state.ts';
import { simple, workflowDef } from '../testing/builders.ts';
import { StateCache } from './state-cache.ts';

const definition = workflowDef([simple('a')]);

/** An execution that weighs something above `letters` times two. */
function stateOf(workflowId: string, letters: number): WorkflowState {
  const { workflow, body } = newWorkflow({ workflowId, definition, input: { x: 'x'.repeat(letters) } }, 0);
  return new WorkflowState(workflow, body);
}

const steps = fc.array(
  fc.record({
    what: fc.constantFrom('put', 'get', 'drop'),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    letters: fc.constantFrom(0, 500, 4000),
  }),
  { maxLength: 40 },
);

describe('StateCache', () => {
  it('DU5 keeps within its limit those used last, and at least the one put last', () => {
    const limit = 8000;
    fc.assert(
      fc.property(steps, (sequence) => {
        const cache = new StateCache(limit);
        // The one used last comes last.
        let model: (readonly [string, WorkflowState])[] = [];
        for (const { what, id, letters } of sequence) {
          const known = model.find(([name]) => name === id);
          const others = model.filter(([name]) => name !== id);
          if (what === 'put') {
            const state = stateOf(id, letters);
            cache.put(id, state);
            model = [...others, [id, state]];
            const weight = () => model.reduce((sum, [, each]) => sum + each.weight, 0);
            while (model.length > 1 && weight() > limit) model = model.slice(1);
          } else if (what === 'drop') {
            cache.drop(id);
            model = others;
          } else if (cache.get(id) === known?.[1] && known !== undefined) {
            model = [...others, known];
          }
        }
        for (const [id, state] of model) expect(cache.get(id)).toBe(state);
        const gone = ['a', 'b', 'c', 'd', 'e'].filter((id) => !model.some(([name]) => name === id));
        for (const id of gone) expect(cache.get(id)).toBeUndefined();
      }),
    );
  });
});
