import type { CorpusScenario, Fields } from '../format.ts';
import { flow, simple, task, taskDef, trace, until, untilTask, update } from '../steps.ts';

const calling = (
  name: string,
  rules: string,
  request: Fields,
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({
  name,
  rules,
  workflows: [flow([task('HTTP', 'h', { inputParameters: { http_request: request } }), simple('after')])],
  start: { input: { word: 'hi there' } },
  steps: [untilTask('after', 'SCHEDULED')],
  ...more,
});

const failing = (name: string, rules: string, request: Fields): CorpusScenario =>
  calling(name, rules, request, { steps: [until('FAILED')] });

const get = (path: string, more: Fields = {}): Fields => ({
  uri: `http://site.test${path}`,
  method: 'GET',
  ...more,
});

/** HTTP tasks, to the site of site.ts. */
export const http: readonly CorpusScenario[] = [
  calling('GET', 'HT1 HT2', get('/echo?a=1')),
  calling('POST of a map', 'HT1 HT2', {
    uri: 'http://site.test/echo',
    method: 'POST',
    body: { word: '${workflow.input.word}', n: 1 },
  }),
  calling('POST of a text, with headers', 'HT1', {
    uri: 'http://site.test/echo',
    method: 'POST',
    body: 'just text',
    contentType: 'text/plain',
    accept: 'text/html',
    headers: { 'X-Custom': 'mine' },
  }),
  calling('PUT and DELETE', 'HT1', { uri: 'http://site.test/echo', method: 'DELETE' }),
  calling('a list', 'HT2', get('/list')),
  calling('a number', 'HT2', get('/number')),
  calling('a JSON text', 'HT2', get('/string')),
  calling('a plain text', 'HT2', get('/text')),
  calling('a JSON null', 'HT2', get('/null')),
  calling('nothing but blanks', 'HT2', get('/blank')),
  calling('201', 'HT2', get('/created')),
  calling('204', 'HT2', get('/empty')),
  failing('304', 'HT4', get('/moved')),
  failing('400', 'HT3', get('/refused')),
  failing('404', 'HT3', get('/nowhere')),
  failing('403, without a body', 'HT3', get('/forbidden?a=1')),
  failing('500', 'HT3', get('/broken')),
  failing('without uri', 'HT5', { method: 'GET' }),
  failing('without method', 'HT5', { uri: 'http://site.test/echo' }),
  {
    name: 'the request in the input itself',
    rules: 'HT1',
    workflows: [
      flow([
        task('HTTP', 'h', { inputParameters: get('/echo') }),
        simple('after', {
          inputParameters: { code: '${h.output.response.statusCode}', m: '${h.output.response.body.method}' },
        }),
      ]),
    ],
    steps: [untilTask('after', 'SCHEDULED')],
  },
  {
    name: 'a second attempt',
    rules: 'HT3 RT10',
    taskDefs: [taskDef('my_h', { retryCount: 1 })],
    workflows: [
      flow([task('HTTP', 'h', { name: 'my_h', inputParameters: get('/broken') }), simple('after')]),
    ],
    steps: [until('FAILED')],
  },
  {
    name: 'asyncComplete',
    rules: 'HT6',
    workflows: [
      flow([task('HTTP', 'h', { asyncComplete: true, inputParameters: get('/created') }), simple('after')]),
    ],
    steps: [untilTask('h', 'IN_PROGRESS'), trace(), update('h', 'COMPLETED', { more: 1 })],
  },
  {
    name: 'optional, and refused',
    rules: 'HT3 DC8',
    workflows: [
      flow([task('HTTP', 'h', { optional: true, inputParameters: get('/refused') }), simple('after')]),
    ],
    steps: [untilTask('after', 'SCHEDULED')],
  },
];
