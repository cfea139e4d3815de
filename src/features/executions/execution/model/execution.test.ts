import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#contract/index.ts';
import { rawTaskOf, readExecution } from './execution.ts';
import { UnreadableExecution } from './pieces.ts';

const definition = {
  name: 'orders',
  version: 1,
  tasks: [{ name: 'a', taskReferenceName: 'a', type: 'SIMPLE' }],
};

function answer(fields: JsonObject = {}, tasks: readonly unknown[] = [task('a'), task('b')]): string {
  const whole = {
    workflowId: 'w',
    status: 'RUNNING',
    workflowDefinition: definition,
    tasks,
    input: { n: 1 },
  };
  return JSON.stringify({ ...whole, ...fields });
}

function task(id: string, fields: JsonObject = {}): JsonObject {
  return { taskId: id, referenceTaskName: id, status: 'COMPLETED', updateTime: 5, outputData: {}, ...fields };
}

describe('a refresh', () => {
  test('that brings the same text is the same execution', async () => {
    const first = await readExecution(answer());
    expect(await readExecution(answer(), first)).toBe(first);
  });

  test('keeps everything that has not changed', async () => {
    const first = await readExecution(answer());
    const next = await readExecution(answer({ updateTime: 9 }), first);
    expect(next).not.toBe(first);
    expect(next.workflow.tasks).toBe(first.workflow.tasks);
    expect(next.definition).toBe(first.definition);
    expect(next.workflow.input).toBe(first.workflow.input);
  });

  test('replaces only the task that has changed', async () => {
    const first = await readExecution(answer());
    const next = await readExecution(
      answer({}, [task('a'), task('b', { status: 'FAILED' }), task('c')]),
      first,
    );
    expect(next.workflow.tasks[0]).toBe(first.workflow.tasks[0]);
    expect(next.workflow.tasks.map(({ status }) => status)).toEqual(['COMPLETED', 'FAILED', 'COMPLETED']);
  });

  test('sees the output of an open task change', async () => {
    const open = (done: number) => task('a', { status: 'IN_PROGRESS', outputData: { done } });
    const first = await readExecution(answer({}, [open(1)]));
    const next = await readExecution(answer({}, [open(2)]), first);
    expect(next.workflow.tasks[0]?.outputData).toEqual({ done: 2 });
  });

  test('after a restart reads the definition anew', async () => {
    const first = await readExecution(answer());
    const restarted = answer({ startTime: 9_000, workflowDefinition: { ...definition, version: 2 } });
    expect((await readExecution(restarted, first)).workflow.workflowDefinition?.version).toBe(2);
  });
});

describe('what makes no sense', () => {
  test('costs the field, not the task', async () => {
    const read = await readExecution(
      answer({}, [task('a', { workflowTask: 7, retryCount: 'many' }), task('b')]),
    );
    expect(read.workflow.tasks.map(({ taskId }) => taskId)).toEqual(['a', 'b']);
    expect(read.oddities).toBe(2);
    expect(rawTaskOf(read, 'a')).toMatchObject({ workflowTask: 7 });
  });

  test('leaves a task that is not even an object standing, so that places agree', async () => {
    const read = await readExecution(answer({}, [null, task('b')]));
    expect(read.workflow.tasks.map(({ taskId }) => taskId)).toEqual(['task-0', 'b']);
    expect(rawTaskOf(read, 'b')).toMatchObject({ taskId: 'b' });
  });

  test('a broken definition is kept as it is', async () => {
    const read = await readExecution(answer({ workflowDefinition: { tasks: 'none', restartable: false } }));
    expect(read.definition).toEqual({ tasks: 'none', restartable: false });
    expect(read.workflow.workflowDefinition).toMatchObject({ restartable: false });
    expect(
      (await readExecution(answer({ workflowDefinition: 'none' }))).workflow.workflowDefinition,
    ).toBeUndefined();
  });

  test('an execution without definition, tasks and times is still one', async () => {
    const read = await readExecution('{"workflowId":"w","status":"DREAMING","endTime":"soon"}');
    expect(read.workflow).toMatchObject({ status: 'DREAMING', tasks: [], endTime: 0 });
  });

  test('an answer that is no object is refused', async () => {
    for (const text of [
      '[]',
      '<html>',
      '',
      '{',
      '{"a":1',
      '{"a":1}x',
      '{"a" 1}',
      '{"a":1,}',
      '{"tasks":[{}',
      '{a:1}',
    ])
      await expect(readExecution(text)).rejects.toThrow(UnreadableExecution);
    for (const text of ['{"a":b}', '{"tasks":[{"taskId":}]}'])
      await expect(readExecution(text)).rejects.toThrow(SyntaxError);
  });
});

test('a 64-bit number of a payload survives', async () => {
  const read = await readExecution(
    '{"workflowId":"w","status":"RUNNING","input":{"id":9223372036854775807}}',
  );
  expect(String(read.workflow.input['id'])).toBe('9223372036854775807');
});
