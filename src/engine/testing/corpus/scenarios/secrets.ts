import type { CorpusScenario, Fields } from '../format.ts';
import {
  ask,
  choose,
  complete,
  flow,
  get,
  inline,
  loop,
  setVariable,
  simple,
  task,
  trace,
  until,
  untilTask,
} from '../steps.ts';

const env = '${workflow.env.CORPUS}';
const secret = '${workflow.secrets.CORPUS}';

const both: Fields = { env, secret, text: `${env} and ${secret}` };

const polled = (ref: string, pick = ['inputData']) => get(`/tasks/poll/my_${ref}?workerid=w`, { pick });

const one = (
  name: string,
  rules: string,
  tasks: readonly Fields[],
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({
  name,
  rules,
  workflows: [flow(tasks)],
  ...more,
});

/** Secrets, and variables of the server's environment, wherever expressions may stand. */
export const secrets: readonly CorpusScenario[] = [
  one('in the input of a worker', 'SX1 SX2 EX9', [simple('t1', { inputParameters: both })], {
    steps: [trace(), polled('t1')],
  }),
  one(
    'a path into JSON',
    'SX1 SX2 EX9',
    [
      simple('t1', {
        inputParameters: {
          deep: '${workflow.env.CORPUS_JSON.a.b}',
          first: '${workflow.env.CORPUS_JSON.a.b[0]}',
          none: '${workflow.env.CORPUS_JSON.a.z}',
          whole: '${workflow.env.CORPUS_JSON}',
          user: '${workflow.secrets.CORPUS_JSON.user}',
          nobody: '${workflow.secrets.CORPUS_JSON.nobody}',
          all: '${workflow.secrets.CORPUS_JSON}',
        },
      }),
    ],
    { steps: [trace(), polled('t1')] },
  ),
  one(
    'names that there are not',
    'SX2 EX9',
    [
      simple('t1', {
        inputParameters: {
          env: '${workflow.env.NONE}',
          secret: '${workflow.secrets.NONE}',
          text: 'a ${workflow.env.NONE} b ${workflow.secrets.NONE} c',
        },
      }),
    ],
    { steps: [trace(), polled('t1')] },
  ),
  one(
    'in lists and maps',
    'SX2',
    [simple('t1', { inputParameters: { list: [secret, { deep: secret }], n: 1 } })],
    {
      steps: [trace(), polled('t1')],
    },
  ),
  one('in a script', 'SX2', [
    inline('i', '$.secret.length + $.env.length', { secret, env }),
    simple('after'),
  ]),
  one('in a query', 'SX2', [
    task('JSON_JQ_TRANSFORM', 'q', {
      inputParameters: { secret, env, queryExpression: '(.secret | length) + (.env | length)' },
    }),
    simple('after'),
  ]),
  one(
    'in a call',
    'SX2 HT1',
    [
      task('HTTP', 'h', {
        inputParameters: {
          uri: `http://site.test/echo?env=${env}`,
          method: 'POST',
          headers: { 'X-Custom': env },
          body: { n: 1 },
        },
      }),
      simple('after'),
    ],
    { steps: [untilTask('after', 'SCHEDULED')] },
  ),
  one('as what a choice goes by', 'SX3 EX9', [
    choose('s', env, { 'from the environment': [simple('t1')] }, [simple('t2')]),
  ]),
  one('as what a choice goes by, a secret', 'SX3', [
    choose('s', secret, { s3cr3t: [simple('t1')] }, [simple('t2')]),
  ]),
  one('in variables, of the environment', 'EX9 SV1', [
    setVariable('v', { env }),
    simple('t1', { inputParameters: { env: '${workflow.variables.env}' } }),
  ]),
  one('in the output of the workflow', 'SX3 EX9', [simple('t1')], {
    workflows: [flow([simple('t1')], { outputParameters: both })],
    steps: [complete('t1'), until('COMPLETED')],
  }),
  one(
    'in the input of a workflow',
    'SX1 SX8',
    [simple('t1', { inputParameters: { got: '${workflow.input.x}' } })],
    {
      start: { input: { x: secret, y: env } },
      steps: [trace(), polled('t1')],
      differs: [{ where: 'SX8', ours: { '1/body/inputData/got': secret } }],
    },
  ),
  one('in what is handed to a child', 'SX1 CH2', [], {
    workflows: [
      flow(
        [
          simple('c1', {
            inputParameters: { got: '${workflow.input.secret}', env: '${workflow.input.env}' },
          }),
        ],
        {
          name: 'my_child',
        },
      ),
      flow([
        task('SUB_WORKFLOW', 's', {
          subWorkflowParam: { name: 'my_child', version: 1 },
          inputParameters: { env },
        }),
      ]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), polled('c1')],
  }),
  one('as how often a loop goes on', 'EX9 DW5', [
    loop('l', "$.l['iteration'] < $.env.length - 18", [inline('i', '1')], { inputParameters: { env } }),
    simple('after'),
  ]),
  one('as a list of items', 'EX9 DW7', [
    loop('l', '', [inline('i', '$.item', { item: '${l.output.loopItem}' })], {
      items: '${workflow.env.CORPUS_JSON.a.b}',
    }),
    simple('after'),
  ]),
  one('in the reason of an end', 'EX9 TE2', [
    task('TERMINATE', 'e', {
      inputParameters: {
        terminationStatus: 'FAILED',
        terminationReason: `for ${env}`,
        workflowOutput: { env },
      },
    }),
  ]),
  one(
    'in what a worker gives',
    'SX1 SX8',
    [simple('t1'), simple('t2', { inputParameters: { got: '${t1.output.x}' } })],
    {
      steps: [complete('t1', { x: secret, y: env }), trace(), polled('t2')],
      differs: [{ where: 'SX8', ours: { '1/body/inputData/got': secret } }],
    },
  ),
  one(
    'escaped',
    'EX5 SX1',
    [
      simple('t1', {
        inputParameters: { env: '$${workflow.env.CORPUS}', secret: '$${workflow.secrets.CORPUS}' },
      }),
    ],
    { steps: [trace(), polled('t1')] },
  ),
  {
    name: 'asked for by name',
    rules: 'SX6',
    start: false,
    steps: [get('/environment/CORPUS'), get('/environment/NONE')],
  },
  {
    name: 'runtimeMetadata of a task definition',
    rules: 'SX5',
    taskDefs: [{ name: 'my_t1', runtimeMetadata: ['CORPUS', 'NONE'] }],
    workflows: [flow([simple('t1')])],
    steps: [polled('t1', ['runtimeMetadata', 'inputData']), ask('DELETE', '/workflow/{wf}?reason=enough')],
  },
];
