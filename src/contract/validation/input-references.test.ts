import { describe, expect, test } from 'vitest';
import { workflowDefSchema } from '../workflow-def.ts';
import { validateWorkflowDef } from './workflow-def.ts';

const step = (taskReferenceName: string, more: object = {}) => ({ name: 'n', taskReferenceName, ...more });

function problemsOf(tasks: object[], environment: readonly string[] = []) {
  const def = workflowDefSchema.parse({ name: 'w', tasks });
  return validateWorkflowDef(def, { isEnvironmentName: (name) => environment.includes(name) });
}

const undefinedName = (name: string, key: string, value: string) =>
  `taskReferenceName: ${name} for given task: n input value: ${key} of input parameter: ${value} is not defined in workflow definition.`;

describe('an expression in an input', () => {
  test.each([
    '${workflow.input.x}',
    '${workflow}',
    '${workflow.secrets.KEY}',
    '${r.output.list[0].name}',
    '${later.output}',
    '${inner.output}',
    '${CPEWF_TASK_ID}',
    '${NETFLIX_ENV}',
    '${NETFLIX_STACK}',
    '$${nope.output}',
    '${nope.output',
    'no expression at all',
  ])('may be %s', (value) => {
    const loop = { type: 'DO_WHILE', loopCondition: '', loopOver: [step('inner')] };
    expect(
      problemsOf([step('r', { inputParameters: { value } }), step('loop', loop), step('later')]),
    ).toEqual([]);
  });

  test('cannot name a task that the workflow lacks', () => {
    expect(problemsOf([step('r', { inputParameters: { a: '${nope.output.x}' } })])).toEqual([
      {
        message: undefinedName('nope', 'a', '${nope.output.x}'),
        path: 'registerWorkflowDef.arg0',
        at: ['tasks', 0, 'inputParameters', 'a'],
      },
    ]);
  });

  test('may name an environment value of the server', () => {
    const tasks = [step('r', { inputParameters: { a: '${HOME}' } })];
    expect(problemsOf(tasks, ['HOME'])).toEqual([]);
    expect(problemsOf(tasks).map(({ message }) => message)).toEqual([undefinedName('HOME', 'a', '${HOME}')]);
  });

  test('is found inside lists and maps, under the nearest key', () => {
    const value = 'x ${nope.output.x} y ${nope2.output}';
    expect(
      problemsOf([step('r', { inputParameters: { a: { b: [{ c: value }] }, d: [['${nope3}']] } })]).map(
        ({ message, at }) => ({ message, at }),
      ),
    ).toEqual([
      { message: undefinedName('nope', 'c', value), at: ['tasks', 0, 'inputParameters', 'a', 'b', 0, 'c'] },
      { message: undefinedName('nope2', 'c', value), at: ['tasks', 0, 'inputParameters', 'a', 'b', 0, 'c'] },
      { message: undefinedName('nope3', 'd', '${nope3}'), at: ['tasks', 0, 'inputParameters', 'd', 0, 0] },
    ]);
  });

  test('is looked at inside another one', () => {
    const value = '${r.output.${nope.output}}';
    expect(problemsOf([step('r', { inputParameters: { a: value } })]).map(({ message }) => message)).toEqual([
      undefinedName('nope', 'a', value),
    ]);
  });

  test('is reported once however often it is repeated', () => {
    const inputParameters = { a: '${nope.x} ${nope.x}' };
    expect(problemsOf([step('r', { inputParameters })])).toHaveLength(1);
  });

  test('takes a bracket right after the name for a part of the name', () => {
    expect(
      problemsOf([step('r', { inputParameters: { a: "${r['output']}" } })]).map(({ message }) => message),
    ).toEqual([undefinedName("r['output']", 'a', "${r['output']}")]);
  });

  test('is not looked at in tasks below the top level', () => {
    const nested = step('q', { inputParameters: { a: '${nope.output}' } });
    expect(problemsOf([step('f', { type: 'FORK_JOIN', forkTasks: [[nested]] })])).toEqual([]);
  });

  test('is not looked at in the keys of a map', () => {
    expect(problemsOf([step('r', { inputParameters: { '${nope.x}': 1, list: [null, 2, true] } })])).toEqual(
      [],
    );
  });
});

// What a running Conductor 3.32.1 says about each of these.
describe('the path of an expression', () => {
  const isRefused = (path: string) => {
    const tasks = [step('r', { inputParameters: { a: `\${${path}}` } })];
    return problemsOf(tasks).some(
      ({ message }) => message === `key: a input parameter value: ${path} is not valid`,
    );
  };

  test.each([
    'r.output[0]',
    'r.output[0:2]',
    'r.output[1:2:3]',
    'r.output[1:]',
    'r.output[:1]',
    'r.output[*]',
    'r.output[-1]',
    'r.output[0,1]',
    'r.output[ 0 ].x',
    'r.output.*',
    'r.output..x',
    "r.output['a','b']",
    "r.output['a' , 'b']",
    "r.output['a b'].c",
    'r.output["a"]',
    "r.output['']",
    'r.output[?(@.x==1)]',
    'r.output[?(@.x == 1 && @.y)].z',
    'r.output[?(@.a in [1])]',
    "r.output[?(@.a == ')')]",
    'r.output.length()',
    'r.output.sum($..x)',
    'r.output.f(1,2).x',
    'r.a-b.c_d',
    'r.$x',
    'r.output.@x',
    'r.output.[0]',
    'r.output.x[0]y',
    'r.output]',
    'r.ü',
    'r.a\tb',
  ])('may be %s', (path) => {
    expect(isRefused(path)).toBe(false);
  });

  test.each([
    '',
    ' ',
    ' r.output',
    'r.output.a b',
    'r. a',
    'r .a',
    'r.output.',
    'r.output[0].',
    'r.a().',
    '..r',
    'r...a',
    'r.output[0',
    'r.output[x]',
    'r.output[a.b]',
    'r.output[+1]',
    'r.output[]',
    'r.output[::2]',
    "r.output['x",
    'r.output[?(@.x)',
    'r.output[(@.length-1)]',
    'r[?]',
    'r[?()]',
    'r.output(',
    'r.output.length(',
    '$.',
  ])('cannot be %j', (path) => {
    expect(isRefused(path)).toBe(true);
  });
});
