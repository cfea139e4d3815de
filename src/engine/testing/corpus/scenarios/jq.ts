import type { CorpusScenario } from '../format.ts';
import { flow, otherWords, simple, task } from '../steps.ts';

const query = (name: string, queryExpression: unknown, rules = 'JQ1'): CorpusScenario => ({
  name,
  rules,
  workflows: [
    flow([
      task('JSON_JQ_TRANSFORM', 'j', {
        inputParameters: {
          people: '${workflow.input.people}',
          n: '${workflow.input.n}',
          ...(queryExpression === undefined ? {} : { queryExpression }),
        },
      }),
      simple('after', { inputParameters: { result: '${j.output.result}' } }),
    ]),
  ],
  start: { input: { n: 3, people: [{ name: 'Ann', age: 31 }, { name: 'Bob', age: 25 }, { name: 'Cyd' }] } },
});

/** JSON_JQ_TRANSFORM. */
export const jq: readonly CorpusScenario[] = [
  query('one result', '.people[0].name'),
  query('several results', '.people[].name'),
  query('a list of results', '[.people[] | select(.age > 26) | .name]'),
  query(
    'an object',
    '{ names: (.people | map(.name) | join(",")), count: (.people | length), half: (.n / 2) }',
  ),
  query('nothing', 'empty'),
  query('null', '.none.more'),
  query('numbers', '[1, 1.5, 3 / 2, .n * 2, 10 / 2]'),
  query('grouping and sorting', '.people | sort_by(.age) | map(.name)'),
  {
    ...query('a query that is none', '.people[', 'JQ2 JQ4'),
    differs: [
      otherWords(
        'JQ4',
        'j',
        'syntax error, unexpected end of file at <top-level>, line 1, column 9:\n     .people[\n            ^',
      ),
    ],
  },
  query('an error in the data', '.n.name', 'JQ2'),
  query('an error of its own', 'error("deliberately")', 'JQ2'),
];
