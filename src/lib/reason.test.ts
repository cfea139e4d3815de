import { expect, test } from 'vitest';
import { placeOf, takeApart } from './reason.ts';

const ofTask = (reason: string) =>
  `Task 40c98f2c-a23d-4aa8-ba4d-01a2149ef1f3 failed with status: FAILED and reason: '${reason}'`;
const ofSub = (name: string, reason: string) =>
  `Sub workflow ${name}.1/${name.replaceAll(' ', '_')}-id failure reason: ${reason}`;

test.each([
  ['402 Card declined', '402 Card declined', []],
  [ofTask('broke'), 'broke', []],
  [ofTask("it's 'broken'"), "it's 'broken'", []],
  [ofSub('my child', ofTask('broke')), 'broke', ['my child']],
  [ofSub('child', ofTask(ofSub('grand.child', ofTask('no scale')))), 'no scale', ['child', 'grand.child']],
  [ofTask(ofSub('child', ofTask(ofSub('last', ofTask('no scale'))))), 'no scale', ['child', 'last']],
  // A sub-workflow that could not even begin.
  [
    ofSub('child', 'No such workflow defined. name=x, version=1'),
    'No such workflow defined. name=x, version=1',
    ['child'],
  ],
  [ofTask('null'), '', []],
  [`${ofTask('one')}. ${ofTask('two')}`, 'one', []],
  // Cut by the server.
  [ofTask('a very long st').slice(0, -1), 'a very long st', []],
  [ofTask('first\n  at pay()'), 'first\n  at pay()', []],
  ['', '', []],
])('%j', (reason, innermost, through) => {
  const taken = takeApart(reason);
  expect(taken.innermost).toBe(innermost);
  expect(taken.through.map(({ name }) => name)).toEqual(through);
});

test('knows the executions it came through', () => {
  expect(takeApart(ofSub('child', ofSub('last', 'broke'))).through).toEqual([
    { name: 'child', id: 'child-id' },
    { name: 'last', id: 'last-id' },
  ]);
  expect(placeOf(takeApart(ofSub('child', ofSub('last', 'broke'))))).toBe('last, inside child');
  expect(placeOf(takeApart('broke'))).toBe('');
});

test('knows the task that failed in the last of them', () => {
  expect(takeApart(ofSub('child', ofTask('broke'))).taskId).toBe('40c98f2c-a23d-4aa8-ba4d-01a2149ef1f3');
  expect(takeApart(ofTask(ofSub('child', 'No such workflow defined.'))).taskId).toBeUndefined();
  expect(takeApart('broke').taskId).toBeUndefined();
});

test('takes a reason of any length and depth', () => {
  let deep = 'broke';
  for (let at = 0; at < 200; at += 1) deep = ofSub('w', ofTask(deep));
  expect(takeApart(deep)).toMatchObject({ innermost: 'broke', through: { length: 200 } });
  expect(takeApart('Sub workflow '.repeat(100_000)).through).toEqual([]);
});
