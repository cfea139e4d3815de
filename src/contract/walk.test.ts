import { describe, expect, test } from 'vitest';
import { childLists, walkTasks } from './walk.ts';
import { workflowDefSchema, workflowTaskSchema } from './workflow-def.ts';

const step = (taskReferenceName: string, more: object = {}) => ({ name: 'n', taskReferenceName, ...more });

describe('walking a definition', () => {
  test('visits every task before its children, in the order they are written', () => {
    const def = workflowDefSchema.parse({
      tasks: [
        step('switch', {
          type: 'SWITCH',
          decisionCases: {
            yes: [step('y1'), step('loop', { type: 'DO_WHILE', loopOver: [step('in')] })],
            no: [],
          },
          defaultCase: [step('d1')],
        }),
        step('fork', { type: 'FORK_JOIN', forkTasks: [[step('f1'), step('f2')], [step('f3')]] }),
        step('join', { type: 'JOIN' }),
      ],
    });
    expect([...walkTasks(def)].map(({ task, at }) => [task.taskReferenceName, at.join('.')])).toEqual([
      ['switch', 'tasks.0'],
      ['y1', 'tasks.0.decisionCases.yes.0'],
      ['loop', 'tasks.0.decisionCases.yes.1'],
      ['in', 'tasks.0.decisionCases.yes.1.loopOver.0'],
      ['d1', 'tasks.0.defaultCase.0'],
      ['fork', 'tasks.1'],
      ['f1', 'tasks.1.forkTasks.0.0'],
      ['f2', 'tasks.1.forkTasks.0.1'],
      ['f3', 'tasks.1.forkTasks.1.0'],
      ['join', 'tasks.2'],
    ]);
  });

  test.each([
    { type: 'SIMPLE', kinds: [] },
    { type: 'SWITCH', kinds: ['case', 'default'] },
    { type: 'DECISION', kinds: ['case', 'default'] },
    { type: 'FORK_JOIN', kinds: ['branch', 'branch'] },
    { type: 'FORK_JOIN_DYNAMIC', kinds: [] },
    { type: 'DO_WHILE', kinds: ['loop'] },
  ])('a $type holds the lists of its own type only: $kinds', ({ type, kinds }) => {
    const everything = {
      decisionCases: { a: [step('a')] },
      defaultCase: [],
      forkTasks: [[], []],
      loopOver: [],
    };
    const task = workflowTaskSchema.parse(step('t', { type, ...everything }));
    expect(childLists(task).map((list) => list.kind)).toEqual(kinds);
  });
});
