import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from './pieces.ts';

/** The fields and the tasks of a text, each parsed by itself. */
function parsed(text: string): { fields: Record<string, unknown>; tasks: unknown[] } {
  const fields: Record<string, unknown> = {};
  const tasks: unknown[] = [];
  for (const { key, start, end } of piecesOf(text, () => undefined)) {
    const value: unknown = JSON.parse(text.slice(start, end));
    if (typeof key === 'string') fields[key] = value;
    else tasks[key] = value;
  }
  return { fields, tasks };
}

test('every field and every task is found where it stands, however the text is spaced', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'tasks', ' ', ':', '{', ']', 'é') });
  const value = fc.jsonValue();
  const indent = fc.constantFrom(0, 1, '\t', '\n');
  fc.assert(
    fc.property(fc.dictionary(key, value), fc.array(value), indent, (rest, tasks, space) => {
      const whole: unknown = JSON.parse(JSON.stringify({ ...rest, tasks }));
      const text = JSON.stringify(whole, null, space);
      const found = parsed(` ${text}\n`);
      expect(found.fields).toEqual(whole);
      expect(found.tasks).toEqual(JSON.parse(JSON.stringify(tasks)));
    }),
  );
});

test('where a task ends may be known already', () => {
  const text = '{"tasks":[{"a":1},{"b":2},{"c":3}]}';
  const asked: [number, number][] = [];
  const pieces = piecesOf(text, (index, start) => {
    asked.push([index, start]);
    return index === 1 ? start + 7 : undefined;
  });
  expect([...pieces].map(({ key, start, end }) => [key, text.slice(start, end)])).toEqual([
    [0, '{"a":1}'],
    [1, '{"b":2}'],
    [2, '{"c":3}'],
    ['tasks', '[{"a":1},{"b":2},{"c":3}]'],
  ]);
  expect(asked).toEqual([
    [0, 10],
    [1, 18],
    [2, 26],
  ]);
});
