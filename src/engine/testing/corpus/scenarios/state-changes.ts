import type { CorpusScenario, Fields } from '../format.ts';
import { ask, complete, fail, flow, fork, inline, loop, simple, task, taskDef, twice } from '../steps.ts';

const on = (states: string, fields: Fields = {}): Fields => ({
  onStateChange: { [states]: [{ type: 'changed', payload: { task: '${t1.status}' } }] },
  ...fields,
});

/** onStateChange: nobody listens, and the workflows run as without it. */
export const stateChanges: readonly CorpusScenario[] = [
  {
    name: 'all states of a task that completes',
    rules: 'SG1',
    workflows: [
      flow([simple('t1', on('onScheduled,onStart,onSuccess,onFailed,onCancelled')), simple('after')]),
    ],
    steps: [complete('t1', { n: 1 })],
  },
  {
    name: 'a task that fails',
    rules: 'SG1',
    taskDefs: [taskDef('my_t1')],
    workflows: [flow([simple('t1', on('onFailed')), simple('after')])],
    steps: [fail('t1', 'broke')],
  },
  {
    name: 'a task that is cancelled with its branch',
    rules: 'SG1 FJ3',
    taskDefs: [taskDef('my_b1')],
    workflows: [flow([...fork('f', [[simple('t1', on('onCancelled'))], [simple('b1')]]), simple('after')])],
    steps: [fail('b1', 'broke')],
  },
  {
    name: 'what the engine does by itself, in a loop',
    rules: 'SG1 DW1',
    workflows: [
      flow([
        loop('l', twice('l'), [{ ...inline('i', '1'), ...on('onStart,onSuccess') }], on('onSuccess')),
        task('NOOP', 't1', on('onScheduled')),
        simple('after'),
      ]),
    ],
  },
  {
    name: 'what is no state',
    rules: 'SG2 MD3',
    start: false,
    steps: [ask('POST', '/metadata/workflow', flow([simple('t1', on('onNonsense'))]))],
  },
];
