import type { CorpusScenario, Difference, Fields, Step } from '../format.ts';
import { ask, flow, get, quietly, simple, task } from '../steps.ts';

/** Tries to register a definition with these tasks. */
const refuse = (...tasks: readonly Fields[]): Step =>
  ask('POST', '/metadata/workflow?overwrite=true', flow(tasks));
const refuseFlow = (fields: Fields): Step =>
  ask('POST', '/metadata/workflow?overwrite=true', flow([simple('t1')], fields));
const refuseTask = (fields: Fields): Step =>
  ask('POST', '/metadata/taskdefs', [{ name: 'my_t1', ...fields }]);

const refused = (
  name: string,
  steps: readonly Step[],
  differs: readonly Difference[] = [],
): CorpusScenario => ({
  name,
  rules: 'MD3',
  start: false,
  steps,
  differs,
});

const registering = (name: string, rules: string, steps: readonly Step[]): CorpusScenario => ({
  name,
  rules,
  start: false,
  steps,
});

const noScript = (type: string): string =>
  `Expression is not well formatted: SyntaxError: expecting ';', taskType: ${type} taskName s`;

const twoCases = { a: [simple('t1')] };

/** Definitions: what is refused, and how the others are kept. */
export const definitions: readonly CorpusScenario[] = [
  refused('workflows: what they must have', [
    ask('POST', '/metadata/workflow', { version: 1, tasks: [simple('t1')] }),
    ask('POST', '/metadata/workflow', { name: '', version: 1, tasks: [simple('t1')] }),
    ask('POST', '/metadata/workflow', { name: 'my_flow', version: 1 }),
    ask('POST', '/metadata/workflow', { name: 'my_flow', version: 1, tasks: [] }),
    refuseFlow({ schemaVersion: 1 }),
    refuseFlow({ schemaVersion: 3 }),
    ask('PUT', '/metadata/workflow', []),
  ]),
  refused('workflows: values of no such kind', [
    refuseFlow({ timeoutPolicy: 'NONSENSE' }),
    refuseFlow({ version: 'one' }),
    refuseFlow({ tasks: 'none' }),
    refuseFlow({ restartable: 'maybe' }),
  ]),
  refused('workflows: values at the edge', [
    refuseFlow({ timeoutSeconds: -1 }),
    refuseFlow({ version: 0, name: 'my_zero' }),
    refuseFlow({ name: 'my_name with: colons', ownerEmail: 'nobody' }),
  ]),
  refused('tasks: what they must have', [
    refuse({ taskReferenceName: 'r', type: 'SIMPLE' }),
    refuse({ name: 'my_t1', type: 'SIMPLE' }),
    refuse({ name: '', taskReferenceName: '', type: 'SIMPLE' }),
    refuse({ name: 'my_t1', taskReferenceName: 'r', type: '' }),
    refuse(simple('t1', { startDelay: -1 })),
  ]),
  refused('references that are there twice', [
    refuse(simple('t1'), simple('t1')),
    refuse(
      simple('t1'),
      task('SWITCH', 's', { evaluatorType: 'value-param', expression: 'x', decisionCases: twoCases }),
    ),
    refuse(simple('t1'), simple('t1'), simple('t1')),
  ]),
  refused('expressions of what is not there', [
    refuse(simple('t1', { inputParameters: { a: '${none.output.x}' } })),
    refuse(simple('t1', { inputParameters: { a: { b: ['${none.output}', '${other.output.x}'] } } })),
    refuse(simple('t1', { inputParameters: { a: 'text ${none.output} and ${workflow.input.x}' } })),
    refuse(simple('t1', { inputParameters: { a: '${workflow.input.x[}' } })),
    refuse(simple('t1', { inputParameters: { a: '${workflow.input.x[0}' } })),
    refuse(simple('t1', { inputParameters: { a: "${workflow.input['a}" } })),
    refuse(simple('t1', { inputParameters: { a: '${workflow.input.}' } })),
    refuse(simple('t1', { inputParameters: { a: '${workflow.input..}' } })),
    refuse(simple('t1', { inputParameters: { a: '${workflow.input.x[?(]}' } })),
    refuse(simple('t1', { inputParameters: { a: '${workflow.input x}' } })),
    refuse(simple('t1', { inputParameters: { a: '${}' } })),
  ]),
  refused('expressions that are not looked at', [
    refuse(
      task('SWITCH', 's', {
        evaluatorType: 'value-param',
        expression: 'x',
        decisionCases: { a: [simple('t1', { inputParameters: { a: '${none.output.x}' } })] },
      }),
    ),
    ask(
      'POST',
      '/metadata/workflow',
      flow([simple('t1')], { name: 'my_other', outputParameters: { a: '${none.output.x}' } }),
    ),
    ask(
      'POST',
      '/metadata/workflow',
      flow([simple('t1', { inputParameters: { a: '${workflow.none}', b: '${t1}', c: '$${none.output}' } })], {
        name: 'my_third',
      }),
    ),
  ]),
  refused(
    'SWITCH and DECISION',
    [
      refuse(task('SWITCH', 's')),
      refuse(task('SWITCH', 's', { evaluatorType: 'value-param', decisionCases: twoCases })),
      refuse(task('SWITCH', 's', { evaluatorType: 'value-param', expression: 'x' })),
      refuse(
        task('SWITCH', 's', { evaluatorType: 'value-param', expression: 'x', decisionCases: { a: [] } }),
      ),
      refuse(
        task('SWITCH', 's', {
          evaluatorType: 'javascript',
          expression: 'this is ( no script',
          decisionCases: twoCases,
        }),
      ),
      refuse(task('DECISION', 's')),
      refuse(task('DECISION', 's', { caseValueParam: 'x' })),
      refuse(task('DECISION', 's', { decisionCases: twoCases })),
      refuse(task('DECISION', 's', { caseExpression: 'this is ( no script', decisionCases: twoCases })),
    ],
    [
      {
        where: 'SC8',
        ours: {
          '4/body/validationErrors/0/message': noScript('SWITCH'),
          '8/body/validationErrors/0/message': noScript('DECISION'),
        },
      },
    ],
  ),
  refused('forks and joins', [
    refuse(task('FORK_JOIN', 'f')),
    refuse(task('FORK_JOIN', 'f', { forkTasks: [] }), task('JOIN', 'j')),
    refuse(task('FORK_JOIN_DYNAMIC', 'f'), task('JOIN', 'j')),
    refuse(task('FORK_JOIN_DYNAMIC', 'f', { dynamicForkTasksParam: 'a' }), task('JOIN', 'j')),
    refuse(task('FORK_JOIN_DYNAMIC', 'f', { dynamicForkTasksInputParamName: 'a' }), task('JOIN', 'j')),
    refuse(
      task('FORK_JOIN_DYNAMIC', 'f', {
        dynamicForkJoinTasksParam: 'a',
        dynamicForkTasksParam: 'b',
        dynamicForkTasksInputParamName: 'c',
      }),
      task('JOIN', 'j'),
    ),
  ]),
  refused('DYNAMIC, EVENT, SUB_WORKFLOW and DO_WHILE', [
    refuse(task('DYNAMIC', 'd')),
    refuse(task('EVENT', 'e')),
    refuse(task('SUB_WORKFLOW', 's')),
    refuse(task('SUB_WORKFLOW', 's', { subWorkflowParam: {} })),
    refuse(task('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'x', workflowDefinition: 'nonsense' } })),
    refuse(task('DO_WHILE', 'l')),
    refuse(task('DO_WHILE', 'l', { loopCondition: 'true' })),
    refuse(task('DO_WHILE', 'l', { loopOver: [simple('t1')] })),
  ]),
  refused('HTTP, KAFKA_PUBLISH and JSON_JQ_TRANSFORM', [
    refuse(task('HTTP', 'h')),
    refuse(task('KAFKA_PUBLISH', 'k')),
    refuse(task('JSON_JQ_TRANSFORM', 'j')),
    refuse(task('JSON_JQ_TRANSFORM', 'j', { inputParameters: { queryExpression: '' } })),
  ]),
  refused('TERMINATE', [
    refuse(task('TERMINATE', 'e')),
    refuse(task('TERMINATE', 'e', { inputParameters: { terminationStatus: 'PAUSED' } })),
    refuse(task('TERMINATE', 'e', { inputParameters: { terminationStatus: '${workflow.input.status}' } })),
    refuse(task('TERMINATE', 'e', { optional: true, inputParameters: { terminationStatus: 'FAILED' } })),
  ]),
  refused(
    'WAIT',
    [
      refuse(task('WAIT', 'w', { inputParameters: { duration: '1 s', until: '2030-01-01' } })),
      refuse(task('WAIT', 'w', { inputParameters: { duration: 'soon' } })),
      refuse(task('WAIT', 'w', { inputParameters: { until: 'tomorrow' } })),
    ],
    [
      {
        where: 'MD11',
        ours: {
          '1/body/validationErrors/0/message':
            "Either date or duration is passed as null : 'soon' is no duration for task w",
          '2/body/validationErrors/0/message': "Unable to parse date : 'tomorrow' is no moment for task w",
        },
      },
    ],
  ),
  refused('nested tasks', [
    refuse(
      task('SWITCH', 's', {
        evaluatorType: 'value-param',
        expression: 'x',
        decisionCases: { a: [task('DYNAMIC', 'd')] },
      }),
    ),
    refuse(task('FORK_JOIN', 'f', { forkTasks: [[task('EVENT', 'e')]] }), task('JOIN', 'j')),
    refuse(
      task('SWITCH', 's', {
        evaluatorType: 'value-param',
        expression: 'x',
        decisionCases: twoCases,
        defaultCase: [task('HTTP', 'h')],
      }),
    ),
    quietly(
      'POST',
      '/metadata/workflow',
      flow([task('DO_WHILE', 'l', { loopCondition: 'true', loopOver: [task('DYNAMIC', 'd')] })]),
    ),
  ]),
  refused(
    'task definitions',
    [
      refuseTask({ name: '' }),
      refuseTask({ retryCount: -1 }),
      refuseTask({ responseTimeoutSeconds: 0 }),
      refuseTask({ timeoutSeconds: 60 }),
      refuseTask({ timeoutSeconds: 60, responseTimeoutSeconds: 61 }),
      refuseTask({ timeoutSeconds: 60, responseTimeoutSeconds: 10, totalTimeoutSeconds: 30 }),
      refuseTask({ backoffScaleFactor: 0 }),
      refuseTask({ pollTimeoutSeconds: -1 }),
      refuseTask({ maxRetryDelaySeconds: -1 }),
      refuseTask({ retryLogic: 'NONSENSE' }),
      refuseTask({ timeoutPolicy: 'NONSENSE' }),
      ask('POST', '/metadata/taskdefs', []),
      ask('PUT', '/metadata/taskdefs', { name: 'my_none' }),
    ],
    [{ where: 'MD9', ours: { '3/status': 200, '3/body': undefined } }],
  ),
  registering('kept workflows', 'MD1 MD2 MD4 MD7', [
    ask('POST', '/metadata/workflow', flow([simple('t1')], { description: 'first' })),
    ask('POST', '/metadata/workflow', flow([simple('t1')])),
    ask('POST', '/metadata/workflow?overwrite=true', flow([simple('t1')], { description: 'second' })),
    ask('PUT', '/metadata/workflow', [
      flow([simple('t2')], { version: 2 }),
      flow([simple('t1')], { name: 'my_other' }),
    ]),
    get('/metadata/workflow/my_flow', { pick: ['name', 'version', 'tasks.name'] }),
    get('/metadata/workflow/my_flow?version=1', { pick: ['name', 'version', 'description'] }),
    get('/metadata/workflow/my_flow?version=3'),
    get('/metadata/workflow/my_none'),
    get('/metadata/workflow/my_flow/versions', { pick: ['name', 'version'] }),
    ask('DELETE', '/metadata/workflow/my_flow/2'),
    ask('DELETE', '/metadata/workflow/my_flow/2'),
    get('/metadata/workflow/my_flow', { pick: ['version'] }),
  ]),
  {
    ...registering('a whole workflow as it is given back', 'MD1 WI1', [
      ask(
        'POST',
        '/metadata/workflow',
        flow(
          [
            simple('t1', { inputParameters: { a: null, b: [] } }),
            task('SWITCH', 's', {
              evaluatorType: 'value-param',
              expression: 'x',
              decisionCases: { b: [simple('t2')], a: [simple('t3')] },
            }),
          ],
          { unknown: 1, metadata: { m: 1 }, inputParameters: ['a'] },
        ),
      ),
      get('/metadata/workflow/my_flow'),
    ]),
    differs: [{ where: 'MD10', ours: { '1/body/unknown': 1 } }],
  },
  registering('validation alone', 'MD3', [
    ask('POST', '/metadata/workflow/validate', flow([simple('t1')])),
    ask('POST', '/metadata/workflow/validate', flow([])),
    get('/metadata/workflow/my_flow'),
  ]),
  registering('kept task definitions', 'MD4 MD5', [
    ask('POST', '/metadata/taskdefs', [{ name: 'my_t1' }]),
    get('/metadata/taskdefs/my_t1'),
    ask('POST', '/metadata/taskdefs', [{ name: 'my_t1', retryCount: 7 }]),
    ask('PUT', '/metadata/taskdefs', { name: 'my_t1', retryCount: 8, description: 'changed' }),
    get('/metadata/taskdefs/my_t1', { pick: ['retryCount', 'description'] }),
    ask('DELETE', '/metadata/taskdefs/my_t1'),
    ask('DELETE', '/metadata/taskdefs/my_t1'),
    get('/metadata/taskdefs/my_t1'),
  ]),
];
