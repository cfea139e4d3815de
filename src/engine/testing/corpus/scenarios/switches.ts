import type { CorpusScenario, Fields } from '../format.ts';
import { choose, complete, flow, setVariable, simple, task } from '../steps.ts';

const cases = {
  a: [simple('in_a')],
  '1': [simple('in_1')],
  '1.5': [simple('in_half')],
  true: [simple('in_true')],
  null: [simple('in_null')],
  none: [],
};

/** A choice among the cases above, with a task behind it. */
const choosing = (name: string, rules: string, value: unknown): CorpusScenario => ({
  name,
  rules,
  workflows: [flow([choose('s', '${workflow.input.v}', cases, [simple('in_default')]), simple('after')])],
  start: { input: value === undefined ? { other: 1 } : { v: value } },
});

const scripted = (name: string, rules: string, expression: string, fields: Fields = {}): CorpusScenario => ({
  name,
  rules,
  workflows: [
    flow([
      task('SWITCH', 's', {
        evaluatorType: 'javascript',
        expression,
        inputParameters: { n: '${workflow.input.n}', list: '${workflow.input.list}' },
        decisionCases: cases,
        defaultCase: [simple('in_default')],
        ...fields,
      }),
      simple('after'),
    ]),
  ],
  start: { input: { n: 3, list: [1, 2] } },
});

const decision = (name: string, rules: string, fields: Fields, value: unknown = 'a'): CorpusScenario => ({
  name,
  rules,
  workflows: [
    flow([
      task('DECISION', 'd', {
        inputParameters: { v: '${workflow.input.v}' },
        decisionCases: cases,
        defaultCase: [simple('in_default')],
        ...fields,
      }),
      simple('after'),
    ]),
  ],
  start: { input: { v: value } },
});

/** SWITCH and DECISION. */
export const switches: readonly CorpusScenario[] = [
  {
    ...choosing('the named case, then what follows', 'SW1 SW5 SW6', 'a'),
    steps: [complete('in_a'), complete('after')],
  },
  choosing('the default case', 'SW3', 'zzz'),
  choosing('an empty case is nothing', 'SW3', 'none'),
  choosing('a number', 'SW4', 1),
  choosing('a number that is not whole', 'SW4', 1.5),
  choosing('a boolean', 'SW4', true),
  choosing('null', 'SW4', null),
  choosing('no value', 'SW4', undefined),
  choosing('a map', 'SW4', { a: 1 }),
  scripted('a script', 'SW2', "$.n > 2 ? 'a' : 'b'"),
  scripted('a script that gives a whole number', 'SW2 SW4', '$.n - 2'),
  scripted('a script that gives a fraction', 'SW2 SW4', '$.n / 2'),
  scripted('a script that gives a boolean', 'SW2 SW4', '$.list.length == 2'),
  scripted('a script that gives null', 'SW2 SW4', 'null'),
  scripted('a script that gives undefined', 'SW2 SW4', '$.nowhere'),
  scripted('a script that fails', 'SW7', '$.nowhere.more'),
  scripted('a script over a list as Java has it', 'SW2 SC10', "$.list.size() == 2 ? 'a' : 'b'"),
  scripted('a script by the name graaljs', 'SW2', "'a'", { evaluatorType: 'graaljs' }),
  scripted('an unknown evaluator', 'SW8', "'a'", { evaluatorType: 'ruby' }),
  {
    name: 'choices within choices',
    rules: 'SW6',
    workflows: [
      flow([
        choose('outer', 'x', {
          x: [
            choose('inner', 'y', { y: [setVariable('v1', { a: 1 }), simple('t1')] }),
            choose('empty', 'q', { y: [simple('t9')] }),
            simple('t2'),
          ],
        }),
        simple('t3'),
      ]),
    ],
    steps: [complete('t1'), complete('t2'), complete('t3')],
  },
  {
    name: 'a choice at the end, of nothing',
    rules: 'SW3 DC4',
    workflows: [flow([simple('t1'), choose('s', 'zzz', { a: [simple('t2')] })])],
    steps: [complete('t1', { a: 1 })],
  },
  decision('DECISION by a value', 'DE1', { caseValueParam: 'v' }),
  decision('DECISION by a script', 'DE2', { caseExpression: "$.v == 'a' ? 'a' : 'b'" }),
  decision('DECISION by a script that fails', 'DE2', { caseExpression: '$.nowhere.more' }),
  decision('DECISION with an empty case goes to the default', 'DE3', { caseValueParam: 'v' }, 'none'),
  decision('DECISION with a missing case goes to the default', 'DE3', { caseValueParam: 'v' }, 'zzz'),
  decision('DECISION by null', 'DE1', { caseValueParam: 'v' }, null),
  decision('DECISION by a number', 'DE1', { caseValueParam: 'v' }, 1),
];
