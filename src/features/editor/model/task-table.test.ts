import { describe, expect, it } from 'vitest';
import { parseText } from './parsed-text.ts';
import { indexTasks } from './task-places.ts';
import { tableOf, taskFinder } from './task-table.ts';

const text = `{ "tasks": [
  { "taskReferenceName": "first" },
  { "taskReferenceName": "decide", "decisionCases": { "a/b": [{ "taskReferenceName": "in" }] }, "x": 1 },
  { "taskReferenceName": "first", "name": "again" },
  {}
] }`;
const tasks = indexTasks(parseText(text).root);
const finder = taskFinder(structuredClone(tableOf(tasks)));

function written(range: { offset: number; length: number } | undefined): string | undefined {
  return range && text.slice(range.offset, range.offset + range.length);
}

describe('the tasks of a text, as a worker sends them', () => {
  it('are found by name, the first of several', () => {
    expect(written(finder.named('first'))).toBe('{ "taskReferenceName": "first" }');
    expect(written(finder.named('in'))).toBe('{ "taskReferenceName": "in" }');
    expect(finder.named('')).toBeUndefined();
    expect(finder.named('none')).toBeUndefined();
  });

  it('are found by their path', () => {
    expect(written(finder.on(['tasks', 2]))).toContain('"again"');
    expect(written(finder.on(['tasks', 1, 'decisionCases', 'a/b', 0]))).toBe('{ "taskReferenceName": "in" }');
    expect(finder.on(['tasks', 9])).toBeUndefined();
  });

  it('are found by a place, as they are in the text itself', () => {
    for (let offset = 0; offset <= text.length; offset += 1) {
      const place = tasks.at(offset);
      const same = place && { ref: place.ref, path: JSON.stringify(place.path) };
      expect(finder.at(offset)).toEqual(same);
    }
  });
});
