import { describe, expect, it } from 'vitest';
import type { Payload } from '../../model.ts';
import { aBody, aSearch, aTask, aWorkflow, putBody, putTask, putWorkflow } from './fixtures.ts';
import { withStore, type StoreKind } from './kind.ts';

function parsed(json: string): Payload {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return { ...value };
}

const difficult: readonly (readonly [string, Payload])[] = [
  ['unicode', { 'ключ 🎈': 'zażółć 中文 😀 \u0000 \u2028', lone: 'a\uD800b' }],
  [
    'keys that name parts of every object',
    parsed('{"a":{"__proto__":{"x":1},"constructor":2,"toString":3}}'),
  ],
  ['numbers', { integers: [0, -1, 2 ** 53 - 1, 1e21], fractions: [0.1, 1e-9, -1.5e300] }],
  ['nulls and empty things', { none: null, list: [], object: {}, text: '', '': 'no key' }],
  ['quotes and SQL', { "o'brien": `"; drop table workflow; --`, back: String.raw`\ \n` }],
];

export function describePayloads(kind: StoreKind): void {
  describe('payloads', () => {
    it.each(difficult)('gives back %s as they were', (_what, payload) =>
      withStore(kind, async (store) => {
        const workflow = aWorkflow('w1', { output: payload, variables: payload });
        const task = aTask('t1', 'w1', { inputData: payload, outputData: payload });
        await store.commit([putWorkflow(workflow), putBody('w1', aBody(payload)), putTask(task)]);
        const stored = await store.workflow('w1');
        expect(stored).toEqual({ workflow, body: aBody(payload), tasks: [task] });
        expect(JSON.stringify(stored?.body.input)).toBe(JSON.stringify(payload));
      }),
    );

    it('takes 10 MB of input', () =>
      withStore(kind, async (store) => {
        const input = { lines: Array.from({ length: 10 * 1024 }, (_, line) => `${line} ${'é'.repeat(512)}`) };
        await store.commit([putWorkflow(aWorkflow('w1')), putBody('w1', aBody(input))]);
        const stored = await store.workflow('w1');
        expect(JSON.stringify(stored?.body.input)).toBe(JSON.stringify(input));
      }));

    it('takes ids and names of any text', () =>
      withStore(kind, async (store) => {
        const id = `'"\`%_*\\ 中文 __proto__`;
        await store.commit([
          putWorkflow(aWorkflow(id, { workflowName: id })),
          putBody(id),
          putTask(aTask(id, id)),
        ]);
        expect((await store.workflow(id))?.tasks).toHaveLength(1);
        const clauses = [{ field: 'workflowType', operator: 'IN', values: [id] }] as const;
        expect((await store.searchWorkflows(aSearch({ clauses }))).total).toBe(1);
        await store.commit([putWorkflow(aWorkflow('__proto__')), putBody('__proto__')]);
        expect((await store.workflowModel('__proto__'))?.workflowId).toBe('__proto__');
      }));
  });
}
