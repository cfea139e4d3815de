import { expect, test } from 'vitest';
import { hasMissing, withMissing } from './mentions.ts';
import { checked, findingsOf, unchecked } from './reading.ts';

const known = new Map([
  ['child', new Set([1, 3])],
  ['rescue', new Set([1])],
]);

function read(definition: object) {
  const text = JSON.stringify(definition, null, 1);
  const reading = checked(text, findingsOf({ text, refusals: [] }), unchecked(text));
  return { text, reading };
}

function said(definition: object): readonly string[] {
  const { text, reading } = read(definition);
  const before = new Set(reading.problems);
  return withMissing(reading, known)
    .problems.filter((problem) => !before.has(problem))
    .map(({ ref, severity, message, at, fix }) => {
      const where = text.slice(at.offset, at.offset + at.length);
      return `${severity} ${ref || '-'} [${where}] ${message}${fix === undefined ? '' : ` → ${fix.edit.content}`}`;
    });
}

const task = (ref: string, type: string, fields: object) => ({
  name: ref,
  taskReferenceName: ref,
  type,
  ...fields,
});
const sub = (ref: string, subWorkflowParam: object) => task(ref, 'SUB_WORKFLOW', { subWorkflowParam });
const flow = (...tasks: readonly object[]) => ({ name: 'own', version: 2, tasks });

test.each([
  ['there', flow(sub('s', { name: 'child', version: 3 })), []],
  [
    'no such name',
    flow(sub('s', { name: 'chlid' })),
    ['warning s [chlid] No workflow chlid on this server yet. → child'],
  ],
  [
    'nothing like it',
    flow(sub('s', { name: 'parcels' })),
    ['warning s [parcels] No workflow parcels on this server yet.'],
  ],
  [
    'no such version',
    flow(sub('s', { name: 'child', version: 7 })),
    ['warning s [7] No version 7 of child on this server yet. The latest is 3.'],
  ],
  ['known only in the run', flow(sub('s', { name: '${workflow.input.which}', version: 7 })), []],
  ['itself, not saved yet', flow(sub('s', { name: 'own', version: 2 })), []],
  [
    'started',
    flow(task('s', 'START_WORKFLOW', { inputParameters: { startWorkflow: { name: 'gone' } } })),
    ['warning s [gone] No workflow gone on this server yet.'],
  ],
  [
    'on failure',
    { ...flow(), failureWorkflow: 'resceu' },
    ['warning - [resceu] No workflow resceu on this server yet. → rescue'],
  ],
  [
    'inside one that is written in the task',
    flow(sub('s', { name: 'inner', workflowDefinition: flow(sub('deep', { name: 'gone' })) })),
    ['warning s [gone] No workflow gone on this server yet.'],
  ],
])('%s', (_what, definition, messages) => {
  expect(said(definition)).toEqual(messages);
});

test('stands among the other problems in the order of the text', () => {
  const { reading } = read({
    ...flow(sub('s', { name: 'gone' }), task('a', 'SIMPEL', {})),
    failureWorkflow: 'rescue',
  });
  expect(withMissing(reading, known).problems.map(({ line }) => line)).toEqual([10, 16]);
});

test('whether anything is missing', () => {
  expect(hasMissing(read(flow(sub('s', { name: 'gone' }))).reading, known)).toBe(true);
  expect(hasMissing(read(flow(sub('s', { name: 'child' }), sub('t', { name: 'own' }))).reading, known)).toBe(
    false,
  );
});

test('is not said as long as nothing is known', () => {
  const { reading } = read(flow(sub('s', { name: 'gone' })));
  expect(withMissing(reading, undefined)).toBe(reading);
});
