import { describe, expect, test } from 'vitest';
import { taskDefSchema } from '../task-def.ts';
import { workflowTaskSchema } from '../workflow-def.ts';
import { taskTypeProblems, type TaskTypePorts } from './task-type-rules.ts';

const child = { name: 'c', taskReferenceName: 'c' };
const checkScript = (script: string) => (script === 'if (' ? 'SyntaxError: unexpected end' : undefined);

function problemsOf(task: object, ports: TaskTypePorts = { checkScript }) {
  const parsed = workflowTaskSchema.parse({ name: 'n', taskReferenceName: 'r', ...task });
  return taskTypeProblems(parsed, ports).map(({ message, at }) => [message, at.join('.')]);
}

const cases = { yes: [child] };
const required = (field: string, type: string) =>
  `${field} field is required for taskType: ${type} taskName: n`;
const atLeastOne = (field: string, type: string) =>
  `${field} should have atleast one task for taskType: ${type} taskName: n`;

describe('what a task type needs', () => {
  test.each([
    { type: 'EVENT', field: 'sink', at: 'sink' },
    { type: 'DYNAMIC', field: 'dynamicTaskNameParam', at: 'dynamicTaskNameParam' },
    { type: 'SUB_WORKFLOW', field: 'subWorkflowParam', at: 'subWorkflowParam' },
    { type: 'KAFKA_PUBLISH', field: 'inputParameters.kafka_request', at: 'inputParameters' },
    { type: 'JSON_JQ_TRANSFORM', field: 'inputParameters.queryExpression', at: 'inputParameters' },
    {
      type: 'HTTP',
      field: 'inputParameters.http_request or inputParameters.uri',
      at: 'inputParameters',
    },
  ])('$type: $field', ({ type, field, at }) => {
    expect(problemsOf({ type })).toEqual([[required(field, type), at]]);
  });

  test('FORK_JOIN: a branch', () => {
    expect(problemsOf({ type: 'FORK_JOIN' })).toEqual([[atLeastOne('forkTasks', 'FORK_JOIN'), 'forkTasks']]);
  });

  test('DO_WHILE: a condition, which may be empty, and a body', () => {
    expect(problemsOf({ type: 'DO_WHILE' })).toEqual([
      [required('loopCondition', 'DO_WHILE'), 'loopCondition'],
      [required('loopOver', 'DO_WHILE'), 'loopOver'],
    ]);
    expect(problemsOf({ type: 'DO_WHILE', loopCondition: '', loopOver: [child] })).toEqual([]);
  });

  test.each(['SIMPLE', 'JOIN', 'EXCLUSIVE_JOIN', 'INLINE', 'HUMAN', 'SET_VARIABLE', 'WAIT', 'TELEPORT', ''])(
    '%j: nothing',
    (type) => {
      expect(problemsOf({ type })).toEqual([]);
    },
  );

  test('may stand in the inputs, whatever its value', () => {
    expect(problemsOf({ type: 'HTTP', inputParameters: { http_request: null } })).toEqual([]);
    expect(problemsOf({ type: 'HTTP', inputParameters: { uri: 'x' } })).toEqual([]);
    expect(problemsOf({ type: 'HTTP', inputParameters: { method: 'GET' } })).toEqual([]);
    expect(problemsOf({ type: 'KAFKA_PUBLISH', inputParameters: { kafka_request: {} } })).toEqual([]);
    expect(problemsOf({ type: 'JSON_JQ_TRANSFORM', inputParameters: { queryExpression: '' } })).toEqual([]);
  });

  test.each([
    { type: 'HTTP', key: 'http_request' },
    { type: 'KAFKA_PUBLISH', key: 'kafka_request' },
    { type: 'JSON_JQ_TRANSFORM', key: 'queryExpression' },
  ])('$type: may stand in the task definition', ({ type, key }) => {
    const taskDefinition = { name: 'n', inputTemplate: { [key]: {} } };
    expect(problemsOf({ type, taskDefinition })).toEqual([]);
    const registered = taskDefSchema.parse(taskDefinition);
    expect(problemsOf({ type }, { findTaskDef: (name) => (name === 'n' ? registered : undefined) })).toEqual(
      [],
    );
  });
});

describe('SWITCH', () => {
  const type = 'SWITCH';

  test('needs an evaluator, then an expression, and cases', () => {
    const noCases = [atLeastOne('decisionCases', type), 'decisionCases'];
    expect(problemsOf({ type, expression: 'x' })).toEqual([
      [required('evaluatorType', type), 'evaluatorType'],
      noCases,
    ]);
    expect(problemsOf({ type, evaluatorType: 'value-param' })).toEqual([
      [required('expression', type), 'expression'],
      noCases,
    ]);
    expect(problemsOf({ type, evaluatorType: 'value-param', expression: 'x', defaultCase: [child] })).toEqual(
      [noCases],
    );
  });

  test('may have a case that does nothing', () => {
    expect(
      problemsOf({ type, evaluatorType: 'value-param', expression: 'x', decisionCases: { a: [] } }),
    ).toEqual([]);
  });

  test('is refused with a script that cannot be parsed, in JavaScript only', () => {
    const broken = { type, expression: 'if (', decisionCases: cases };
    expect(problemsOf({ ...broken, evaluatorType: 'javascript' })).toEqual([
      [
        'Expression is not well formatted: SyntaxError: unexpected end, taskType: SWITCH taskName n',
        'expression',
      ],
    ]);
    expect(problemsOf({ ...broken, evaluatorType: 'graaljs' })).toEqual([]);
    expect(problemsOf({ ...broken, evaluatorType: 'javascript' }, {})).toEqual([]);
  });
});

describe('DECISION', () => {
  const type = 'DECISION';

  test('needs something to decide by, and cases', () => {
    expect(problemsOf({ type })).toEqual([
      [required('caseValueParam or caseExpression', type), ''],
      [atLeastOne('decisionCases', type), 'decisionCases'],
    ]);
    expect(problemsOf({ type, caseValueParam: 'x', decisionCases: cases })).toEqual([]);
    expect(problemsOf({ type, caseExpression: '$.x', decisionCases: cases })).toEqual([]);
  });

  test('is refused with a script that cannot be parsed', () => {
    expect(problemsOf({ type, caseExpression: 'if (', decisionCases: cases })).toEqual([
      [
        'Expression is not well formatted: SyntaxError: unexpected end, taskType: DECISION taskName n',
        'caseExpression',
      ],
    ]);
  });
});

describe('FORK_JOIN_DYNAMIC', () => {
  const type = 'FORK_JOIN_DYNAMIC';

  test('needs the names of its tasks and of their inputs', () => {
    expect(problemsOf({ type })).toEqual([
      [required('dynamicForkTasksParam', type), 'dynamicForkTasksParam'],
      [required('dynamicForkTasksInputParamName', type), 'dynamicForkTasksInputParamName'],
    ]);
    expect(problemsOf({ type, dynamicForkTasksParam: 'a', dynamicForkTasksInputParamName: 'b' })).toEqual([]);
  });

  test.each([{ dynamicForkJoinTasksParam: 'a' }, { inputParameters: { forkTaskInputs: [] } }])(
    'needs nothing else with %j',
    (given) => {
      expect(problemsOf({ type, ...given })).toEqual([]);
    },
  );

  test.each([{ dynamicForkTasksParam: 'b' }, { dynamicForkTasksInputParamName: 'b' }])(
    'is refused with the old parameter and %j',
    (given) => {
      expect(problemsOf({ type, dynamicForkJoinTasksParam: 'a', ...given })).toEqual([
        [
          'dynamicForkJoinTasksParam or combination of dynamicForkTasksInputParamName and dynamicForkTasksParam cam be used for taskType: FORK_JOIN_DYNAMIC taskName: n',
          'dynamicForkJoinTasksParam',
        ],
      ]);
    },
  );
});

describe('TERMINATE', () => {
  const type = 'TERMINATE';
  const needsStatus = [
    'terminate task must have an terminationStatus parameter and must be set to COMPLETED or FAILED, taskName: n',
    'inputParameters.terminationStatus',
  ];

  test.each(['COMPLETED', 'FAILED', 'TERMINATED'])('may end a workflow as %s', (terminationStatus) => {
    expect(problemsOf({ type, inputParameters: { terminationStatus } })).toEqual([]);
  });

  test.each([undefined, 'DONE', 'completed', 3, '${workflow.input.status}'])(
    'cannot end a workflow as %s',
    (terminationStatus) => {
      expect(problemsOf({ type, inputParameters: { terminationStatus } })).toEqual([needsStatus]);
    },
  );

  test('cannot be optional', () => {
    expect(problemsOf({ type, optional: true })).toEqual([
      ['terminate task cannot be optional, taskName: n', 'optional'],
      needsStatus,
    ]);
  });
});

describe('WAIT', () => {
  const type = 'WAIT';

  test.each([
    { duration: '1 hour' },
    { duration: '' },
    { duration: null },
    { duration: '${workflow.input.d}' },
    { duration: '${workflow.input.d}s' },
    { until: '2030-01-01' },
    { until: '2030-01-01 10:20 GMT+01:00' },
    { until: '${workflow.input.d}' },
    { until: '', duration: '1s' },
    { until: null, duration: '1s' },
  ])('may wait for %j', (inputParameters) => {
    expect(problemsOf({ type, inputParameters })).toEqual([]);
  });

  test.each([{ duration: 'abc' }, { duration: 5 }, { duration: '1 ${workflow.input.d}s' }])(
    'is refused with %j',
    (inputParameters) => {
      expect(problemsOf({ type, inputParameters })).toEqual([
        [
          `Either date or duration is passed as null : '${inputParameters.duration}' is no duration for task r`,
          'inputParameters.duration',
        ],
      ]);
    },
  );

  test.each([{ until: 'abc' }, { until: '2030-01-01T10:20:00Z' }, { until: 'at ${workflow.input.d}' }])(
    'is refused with %j',
    (inputParameters) => {
      expect(problemsOf({ type, inputParameters })).toEqual([
        [
          `Unable to parse date : '${inputParameters.until}' is no moment for task r`,
          'inputParameters.until',
        ],
      ]);
    },
  );

  test.each([
    { duration: '1s', until: '2030-01-01' },
    { duration: '${workflow.input.d}', until: '${workflow.input.u}' },
  ])('is refused with both: %j', (inputParameters) => {
    expect(problemsOf({ type, inputParameters })).toEqual([
      ["Both 'duration' and 'until' specified. Please provide only one input", 'inputParameters.until'],
    ]);
  });
});
