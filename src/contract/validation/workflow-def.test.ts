import { describe, expect, test } from 'vitest';
import { workflowDefSchema } from '../workflow-def.ts';
import { validateWorkflowDef } from './workflow-def.ts';

const step = (taskReferenceName: string, more: object = {}) => ({ name: 'n', taskReferenceName, ...more });
const problemsOf = (def: object) => validateWorkflowDef(workflowDefSchema.parse({ name: 'w', ...def }));

describe('a workflow definition', () => {
  test('with a name and a task is accepted', () => {
    expect(problemsOf({ tasks: [step('a')] })).toEqual([]);
  });

  test('needs a name', () => {
    expect(problemsOf({ name: '', tasks: [step('a')] })).toEqual([
      {
        message: 'WorkflowDef name cannot be null or empty',
        path: 'registerWorkflowDef.arg0.name',
        at: ['name'],
      },
    ]);
  });

  test('needs a task', () => {
    const problem = {
      message: 'WorkflowTask list cannot be empty',
      path: 'registerWorkflowDef.arg0.tasks',
      at: ['tasks'],
    };
    expect(problemsOf({ tasks: [] })).toEqual([problem]);
    expect(problemsOf({})).toEqual([problem]);
  });

  test.each([1, 3])('of schema version %i is refused', (schemaVersion) => {
    expect(problemsOf({ schemaVersion, tasks: [step('a')] })).toEqual([
      {
        message: 'workflowDef schemaVersion: 2 is only supported',
        path: 'registerWorkflowDef.arg0.schemaVersion',
        at: ['schemaVersion'],
        invalidValue: String(schemaVersion),
      },
    ]);
  });

  test('puts its problems under the path that is asked for', () => {
    const def = workflowDefSchema.parse({ name: 'w', tasks: [step('a', { type: 'EVENT' })] });
    expect(validateWorkflowDef(def, { path: 'updateWorkflowDef.arg0[3]' }).map(({ path }) => path)).toEqual([
      'updateWorkflowDef.arg0[3].tasks[0]',
    ]);
  });
});

describe('a task', () => {
  test('needs a name and a reference name', () => {
    expect(problemsOf({ tasks: [{}] })).toEqual([
      {
        message: 'WorkflowTask name cannot be empty or null',
        path: 'registerWorkflowDef.arg0.tasks[0].name',
        at: ['tasks', 0, 'name'],
      },
      {
        message: 'WorkflowTask taskReferenceName name cannot be empty or null',
        path: 'registerWorkflowDef.arg0.tasks[0].taskReferenceName',
        at: ['tasks', 0, 'taskReferenceName'],
      },
    ]);
  });

  test('cannot start before it is scheduled', () => {
    expect(problemsOf({ tasks: [step('a', { startDelay: -1 })] })).toEqual([
      {
        message: 'must be greater than or equal to 0',
        path: 'registerWorkflowDef.arg0.tasks[0].startDelay',
        at: ['tasks', 0, 'startDelay'],
        invalidValue: '-1',
      },
    ]);
  });

  test('is addressed through cases and branches as the server does', () => {
    const bad = step('bad', { name: '' });
    const inSwitch = { type: 'SWITCH', evaluatorType: 'value-param', expression: 'x' };
    const def = {
      tasks: [
        step('s', {
          ...inSwitch,
          decisionCases: { ok: [step('a'), bad] },
          defaultCase: [step('d', { name: '' })],
        }),
        step('f', { type: 'FORK_JOIN', forkTasks: [[step('b')], [step('c', { name: '' })]] }),
      ],
    };
    expect(problemsOf(def).map(({ path, at }) => ({ path, at }))).toEqual([
      {
        path: 'registerWorkflowDef.arg0.tasks[0].decisionCases[ok].<map value>[1].name',
        at: ['tasks', 0, 'decisionCases', 'ok', 1, 'name'],
      },
      {
        path: 'registerWorkflowDef.arg0.tasks[0].defaultCase[0].name',
        at: ['tasks', 0, 'defaultCase', 0, 'name'],
      },
      {
        path: 'registerWorkflowDef.arg0.tasks[1].forkTasks[1].<list element>[0].name',
        at: ['tasks', 1, 'forkTasks', 1, 0, 'name'],
      },
    ]);
  });

  test('is not looked at inside a loop', () => {
    const loop = { type: 'DO_WHILE', loopCondition: '', loopOver: [{}, step('e', { type: 'EVENT' })] };
    expect(problemsOf({ tasks: [step('l', loop)] })).toEqual([]);
  });
});

describe('reference names', () => {
  const message = 'taskReferenceName: a should be unique across tasks for a given workflowDefinition: w';

  test('are unique across all tasks, however deep; each name is reported once, at its second place', () => {
    const loop = { type: 'DO_WHILE', loopCondition: '', loopOver: [step('a')] };
    expect(problemsOf({ tasks: [step('a'), step('l', loop), step('a')] })).toEqual([
      { message, path: 'registerWorkflowDef.arg0', at: ['tasks', 1, 'loopOver', 0, 'taskReferenceName'] },
    ]);
  });

  test('may not be shared by the cases of a switch either', () => {
    const cases = { yes: [step('a')], no: [step('a')] };
    const inSwitch = { type: 'SWITCH', evaluatorType: 'value-param', expression: 'x', decisionCases: cases };
    expect(problemsOf({ tasks: [step('s', inSwitch)] }).map((problem) => problem.message)).toEqual([message]);
  });

  test('of lists that the type does not use do not count', () => {
    expect(problemsOf({ tasks: [step('a', { decisionCases: { x: [step('a')] } })] })).toEqual([]);
  });
});
