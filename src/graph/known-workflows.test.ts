import { expect, test } from 'vitest';
import { buildGraph } from './model.ts';
import { loop, sub, task } from './testing/tasks.ts';

const known = new Map([
  ['child', new Set([1, 2])],
  ['rescue', new Set([1])],
]);
const start = (ref: string, startWorkflow: object) =>
  task(ref, 'START_WORKFLOW', { inputParameters: { startWorkflow } });

function problems(tasks: readonly object[], fields: object = {}) {
  const { nodes } = buildGraph({ name: 'own', version: 3, tasks, ...fields }, { known });
  return nodes.map(({ problem }) => problem).filter((problem) => problem !== '');
}

test.each([
  ['one that is there', sub('s', 'child'), ''],
  ['a version that is there', sub('s', 'child', { version: 2 }), ''],
  ['the latest, written as 0', sub('s', 'child', { version: 0 }), ''],
  ['one that is not', sub('s', 'chlid'), 'No workflow chlid on this server'],
  ['a version that is not', sub('s', 'child', { version: 7 }), 'No version 7 of child on this server'],
  [
    'a version written as a text',
    sub('s', 'child', { version: '7' }),
    'No version 7 of child on this server',
  ],
  ['a name known only in the run', sub('s', '${workflow.input.which}'), ''],
  ['a version known only in the run', sub('s', 'child', { version: '${workflow.input.v}' }), ''],
  ['one that is written in the task', sub('s', 'inner', { workflowDefinition: { name: 'inner' } }), ''],
  ['one that a value gives', sub('s', 'inner', { workflowDefinition: '${workflow.input.def}' }), ''],
  ['itself', sub('s', 'own'), ''],
  ['itself in its version', sub('s', 'own', { version: 3 }), ''],
  ['itself in another version', sub('s', 'own', { version: 2 }), 'No workflow own on this server'],
  ['one in a loop', loop('l', sub('s', 'chlid')), 'No workflow chlid on this server'],
  ['one that it starts', start('s', { name: 'child', version: 1 }), ''],
  ['one that it cannot start', start('s', { name: 'gone' }), 'No workflow gone on this server'],
  ['one without a name', sub('s', ''), ''],
])('runs %s', (_what, item, problem) => {
  expect(problems([item])).toEqual(problem === '' ? [] : [problem]);
});

test('marks the workflow that runs on failure', () => {
  expect(problems([task('a')], { failureWorkflow: 'rescue' })).toEqual([]);
  expect(problems([task('a')], { failureWorkflow: 'rescue', failureWorkflowVersion: 2 })).toEqual([
    'No version 2 of rescue on this server',
  ]);
  expect(problems([task('a')], { failureWorkflow: 'gone' })).toEqual(['No workflow gone on this server']);
});

test('knows which sub-workflows cannot be opened', () => {
  const tasks = [sub('s', 'gone'), sub('t', 'child'), sub('u', 'inner', { workflowDefinition: {} })];
  const { byRef } = buildGraph({ tasks }, { known });
  expect(['s', 't', 'u'].map((ref) => byRef.get(ref)?.subWorkflow?.isMissing)).toEqual([true, false, false]);
});

test('says nothing where nothing is known', () => {
  const { nodes } = buildGraph({ tasks: [sub('s', 'gone')] });
  expect(nodes.every(({ problem }) => problem === '')).toBe(true);
});
