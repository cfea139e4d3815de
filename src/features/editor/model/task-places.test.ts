import { describe, expect, it } from 'vitest';
import { parseText } from './parsed-text.ts';
import { indexTasks } from './task-places.ts';

const text = JSON.stringify(
  {
    name: 'w',
    tasks: [
      { name: 'first', taskReferenceName: 'first' },
      {
        name: 'decide',
        taskReferenceName: 'decide',
        type: 'SWITCH',
        decisionCases: { big: [{ name: 'b', taskReferenceName: 'big_one' }], small: [] },
        defaultCase: [
          {
            name: 'loop',
            taskReferenceName: 'loop',
            type: 'DO_WHILE',
            loopOver: [{ name: 'in_loop', taskReferenceName: 'in_loop' }],
          },
        ],
      },
      {
        name: 'fork',
        taskReferenceName: 'fork',
        type: 'FORK_JOIN',
        forkTasks: [[{ name: 'l', taskReferenceName: 'left' }], [{ name: 'r', taskReferenceName: 'right' }]],
      },
    ],
  },
  null,
  2,
);

describe('the tasks of a text', () => {
  const tasks = indexTasks(parseText(text).root);

  it('are found wherever they are nested, in the order of the text', () => {
    expect(tasks.all.map((task) => task.ref)).toEqual([
      'first',
      'decide',
      'big_one',
      'loop',
      'in_loop',
      'fork',
      'left',
      'right',
    ]);
    expect(tasks.byRef.get('in_loop')?.path).toEqual(['tasks', 1, 'defaultCase', 0, 'loopOver', 0]);
    expect(tasks.byRef.get('right')?.path).toEqual(['tasks', 2, 'forkTasks', 1, 0]);
  });

  it('are found by a place inside them, the innermost first', () => {
    expect(tasks.at(text.indexOf('"in_loop"'))?.ref).toBe('in_loop');
    expect(tasks.at(text.indexOf('"defaultCase"'))?.ref).toBe('decide');
    expect(tasks.at(text.indexOf('"small"'))?.ref).toBe('decide');
    expect(tasks.at(text.indexOf('"right"'))?.ref).toBe('right');
    expect(tasks.at(0)).toBeUndefined();
    expect(tasks.at(text.length)).toBeUndefined();
  });

  it('are found in half a text too', () => {
    const half = text.slice(0, text.indexOf('"fork"'));
    expect(indexTasks(parseText(half).root).byRef.has('in_loop')).toBe(true);
  });
});
