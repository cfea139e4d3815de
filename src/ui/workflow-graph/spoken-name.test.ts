import { expect, test } from 'vitest';
import type { Task } from '#contract/index.ts';
import { buildGraph, overlayRun } from '#graph/index.ts';
import { runTask } from '../../graph/testing/run-task.ts';
import { detailLine } from './spoken-name.ts';

const graph = buildGraph({
  name: 'w',
  tasks: [
    { name: 'send_mail', taskReferenceName: 'a', type: 'SIMPLE' },
    {
      name: 's',
      taskReferenceName: 's',
      type: 'SWITCH',
      evaluatorType: 'value-param',
      expression: 'k',
      inputParameters: { k: '${workflow.input.channel}' },
      decisionCases: { email: [] },
    },
  ],
});

/** What the card says in a definition, or in a run of one task. */
function told(ref: string, run?: Task): string {
  const node = graph.byId.get(ref);
  const runs = run === undefined ? undefined : overlayRun(graph, [run]).nodes;
  return node === undefined ? '' : detailLine(node, runs?.get(ref), runs !== undefined);
}

test('a task that failed tells why in place of its name, in one line', () => {
  const rest = { reasonForIncompletion: 'no\n  stamps', scheduledTime: 1, startTime: 9_000, endTime: 9_500 };
  expect(told('a', runTask('a', 'FAILED', rest))).toBe('no stamps');
  expect(told('a', runTask('a', 'TIMED_OUT', rest))).toBe('no stamps');
  expect(told('a', runTask('a', 'FAILED'))).toBe('send_mail');
  expect(told('a', runTask('a', 'COMPLETED', rest))).toBe('waited 9.0 s · send_mail');
});

test('a sub-workflow that failed tells what went wrong in it', () => {
  const reasonForIncompletion =
    "Sub workflow pay.1/4f failure reason: Task 9c failed with status: FAILED and reason: 'no funds'";
  expect(told('a', runTask('a', 'FAILED', { reasonForIncompletion }))).toBe('no funds');
});

test('a decision tells in a run the value that it got', () => {
  const outputData = { evaluationResult: ['email'] };
  expect(told('s')).toBe('on ${workflow.input.channel}');
  expect(told('s', runTask('s', 'COMPLETED', { taskType: 'SWITCH', outputData }))).toBe('on email');
  expect(told('s', runTask('s', 'COMPLETED', { taskType: 'SWITCH' }))).toBe('on ${workflow.input.channel}');
});
