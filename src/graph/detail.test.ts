import { describe, expect, test } from 'vitest';
import { taskDetail } from './detail.ts';

const cases: readonly (readonly [string, object, string])[] = [
  ['SIMPLE', { name: 'ship_parcel', taskReferenceName: 'ship' }, 'ship_parcel'],
  ['SIMPLE', { name: 'ship', taskReferenceName: 'ship' }, 'Worker task'],
  ['HTTP', { inputParameters: { http_request: { uri: 'https://a.b/c', method: 'POST' } } }, 'POST a.b/c'],
  ['HTTP', { inputParameters: { uri: '${workflow.input.url}', method: 'GET' } }, 'GET ${workflow.input.url}'],
  ['SUB_WORKFLOW', { subWorkflowParam: { name: 'pricing', version: 7 } }, 'pricing v7'],
  [
    'SWITCH',
    { evaluatorType: 'value-param', expression: 'c', inputParameters: { c: '${a.output.b}' } },
    'on ${a.output.b}',
  ],
  [
    'SWITCH',
    { evaluatorType: 'javascript', expression: '\n// why\n$.x > 3 ? "a" : "b"' },
    'on $.x > 3 ? "a" : "b"',
  ],
  ['DECISION', { inputParameters: { case: '${a.output.b}' } }, 'on ${a.output.b}'],
  ['FORK_JOIN', { forkTasks: [[], []] }, '2 branches'],
  [
    'FORK_JOIN_DYNAMIC',
    { dynamicForkTasksParam: 't', inputParameters: { t: '${a.output.t}' } },
    'one branch per ${a.output.t}',
  ],
  ['JOIN', { joinOn: ['a', 'b', 'c'] }, 'all of 3'],
  ['JOIN', {}, 'waits for what its fork opens'],
  ['DO_WHILE', { loopCondition: "$.loop['iteration'] < 3" }, "while $.loop['iteration'] < 3"],
  [
    'DO_WHILE',
    { loopCondition: "if ( ($.a['x'] < 3) && $.b) { true; } else { false; }" },
    "while ($.a['x'] < 3) && $.b",
  ],
  [
    'DO_WHILE',
    { loopCondition: 'if ($.a) { $.b } else { false; }' },
    'while if ($.a) { $.b } else { false; }',
  ],
  ['WAIT', { inputParameters: { duration: '30 s' } }, 'for 30 s'],
  ['WAIT', {}, 'for a signal'],
  ['INLINE', { inputParameters: { expression: '\n  $.a + 1;\n' } }, '$.a + 1;'],
  ['SET_VARIABLE', { inputParameters: { a: 1, b: 2 } }, 'a, b'],
  ['TERMINATE', { inputParameters: { terminationStatus: 'FAILED' } }, 'ends as FAILED'],
  ['GET_WORKFLOW', { name: 'g', taskReferenceName: 'g' }, 'Get workflow'],
  ['HTTP', { inputParameters: 'nonsense' }, 'HTTP'],
];

describe('the detail of a task', () => {
  test.each(cases)('%s %j', (type, task, detail) => {
    expect(taskDetail(type, { ...task })).toBe(detail);
  });

  test('stays one short line', () => {
    const detail = taskDetail('HTTP', { inputParameters: { uri: `a\n${'x'.repeat(5000)}` } });
    expect(detail.length).toBeLessThanOrEqual(160);
    expect(detail).not.toContain('\n');
  });
});
