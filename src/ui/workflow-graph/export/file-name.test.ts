import { expect, test } from 'vitest';
import { buildGraph } from '#graph/index.ts';
import { fileName } from './file-name.ts';

const named = (definition: unknown, ref?: string, runId?: string) => {
  const graph = buildGraph(definition);
  return fileName({ graph, runId }, graph.byId.get(ref ?? '') ?? null, 'svg');
};
const tasks = [{ name: 'a b', taskReferenceName: 'a/b', type: 'SIMPLE' }];

test('a file is named after the workflow, its version and what of it was selected', () => {
  expect(named({ name: 'order_flow', version: 3, tasks })).toBe('order_flow-v3.svg');
  expect(named({ name: 'order_flow', version: 3, tasks }, 'a/b')).toBe('order_flow-v3-a_b.svg');
});

test('a file of a run bears its id, too', () => {
  const id = '7f57e796-1fc3-4f20-9d79-01a2153be2d2';
  expect(named({ name: 'order_flow', version: 3, tasks }, 'a/b', id)).toBe('order_flow-v3-7f57e796-a_b.svg');
});

test('names that no file may have become ones it may', () => {
  expect(named({ name: '../../etc:passwd' })).toBe('__.._etc_passwd.svg');
  expect(named({ name: 'заказ 注文' })).toBe('заказ_注文.svg');
  expect(named({ version: 'x' })).toBe('workflow.svg');
  expect(named({ name: 'x'.repeat(5_000) })).toHaveLength(84);
});
