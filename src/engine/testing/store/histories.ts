import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workflowDefSchema, type WorkflowDef } from '#contract/index.ts';
import { createMemoryStore } from '../../adapters/storage-memory/memory-store.ts';
import type { TaskModel } from '../../model.ts';
import type { Change, Store } from '../../ports.ts';
import { aTask, aWorkflow, brokenChange, putTask, putWorkflow } from './fixtures.ts';
import { newPlace, type StoreKind } from './kind.ts';
import { contentsOf } from './model.ts';

/** Three definitions with the same reference names, so that a step of the wrong one would be seen. */
const definitions = ['one', 'two', 'three'].map((word) =>
  workflowDefSchema.parse({
    name: 'order',
    description: word,
    tasks: [
      { name: `pay_${word}`, taskReferenceName: 'pay_ref', type: 'SIMPLE' },
      { name: `send_${word}`, taskReferenceName: 'send_ref', type: 'SIMPLE' },
    ],
  }),
);

/** The tasks of each execution: a task never moves to another one. */
const taskIds = { w1: ['t1', 't2'], w2: ['t3'], w3: ['t4'] } as const;
type WorkflowId = keyof typeof taskIds;

const someId = fc.constantFrom<WorkflowId[]>('w1', 'w2', 'w3');

const someStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('begin' as const),
      id: someId,
      definition: fc.nat(definitions.length - 1),
      isCopy: fc.boolean(),
      fails: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('go on' as const),
      id: someId,
      status: fc.constantFrom<TaskModel['status'][]>('SCHEDULED', 'IN_PROGRESS', 'COMPLETED'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('remove' as const), id: someId, keepSummary: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'open anew' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'wait' as const }) },
);
type Step = typeof someStep extends fc.Arbitrary<infer T> ? T : never;

function tasksOf(id: WorkflowId, definition: WorkflowDef, changes: Partial<TaskModel> = {}): Change[] {
  return taskIds[id].map((taskId, index) => {
    const step = definition.tasks[index];
    if (step === undefined) throw new Error('there are two steps');
    return putTask(aTask(taskId, id, { seq: index + 1, workflowTask: step, ...changes }));
  });
}

/** What the engine would commit: the steps of tasks are those of the definition that the execution has. */
async function changesOf(step: Step, store: Store): Promise<Change[]> {
  switch (step.do) {
    case 'begin': {
      const original = definitions[step.definition];
      if (original === undefined) throw new Error('there is no such definition');
      const definition = step.isCopy ? structuredClone(original) : original;
      return [
        {
          kind: 'workflow.body.put',
          workflowId: step.id,
          body: { definition, input: { at: step.definition } },
        },
        putWorkflow(aWorkflow(step.id)),
        ...tasksOf(step.id, definition),
        ...(step.fails ? [brokenChange] : []),
      ];
    }
    case 'go on': {
      const stored = await store.workflow(step.id);
      if (stored === undefined) return [];
      return tasksOf(step.id, stored.body.definition, { status: step.status });
    }
    case 'remove':
      return [{ kind: 'workflow.delete', workflowId: step.id, keepSummary: step.keepSummary }];
    case 'open anew':
    case 'wait':
      return [];
  }
}

export function describeHistories(kind: StoreKind): void {
  describe('histories', () => {
    it('DU14 keeps to its definition what runs, whichever definitions come and go and whenever it is opened anew', () =>
      fc.assert(
        fc.asyncProperty(fc.array(someStep, { maxLength: 16, size: 'max' }), async (steps) => {
          const place = newPlace();
          const model = createMemoryStore();
          let store = await kind.open(place);
          let pending: Promise<unknown>[] = [];
          for (const step of steps) {
            if (step.do === 'wait') {
              await Promise.all(pending);
              pending = [];
            }
            if (step.do === 'open anew' && kind.lasting) {
              await store.close();
              store = await kind.open(place);
            }
            const changes = await changesOf(step, store);
            const both = Promise.allSettled([store.commit(changes), model.commit(changes)]);
            // Mostly not waited for: what was committed is seen at once.
            pending.push(
              both.then(([actual, expected]) => {
                expect(actual.status).toBe(expected.status);
                return undefined;
              }),
            );
            expect(await contentsOf(store)).toEqual(await contentsOf(model));
          }
          await Promise.all(pending);
          await store.close();
        }),
        { numRuns: kind.lasting ? 30 : 60 },
      ));
  });
}
