import { afterEach, expect, it } from 'vitest';
import type { ScriptResult } from '#engine/index.ts';
import { EvaluationThread } from './evaluation-thread.ts';
import { openQueryThread, openScriptThread } from './threads.ts';

const threads: { close(): Promise<void> }[] = [];

afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.close())));

function open(deadlineSeconds: number): EvaluationThread<ScriptResult> {
  const thread = openScriptThread({ deadlineSeconds });
  threads.push(thread);
  return thread;
}

it('SC14 a thread runs scripts one after the other, while this one goes on', async () => {
  const thread = open(0.5);
  const endless = thread.evaluate('for (;;);', '{}');
  const next = thread.evaluate('$.n + 1', '{"$":{"n":1}}');
  expect(await endless).toEqual({
    ok: false,
    kind: 'timeout',
    message: 'Script not evaluated within 0.5 seconds, interrupted.',
  });
  expect(await next).toEqual({ ok: true, value: 2 });
});

it('SC14 whoever waits for a thread that is closed hears of it', async () => {
  const thread = open(60);
  const endless = thread.evaluate('for (;;);', '{}');
  const next = thread.evaluate('1', '{}');
  const heard = Promise.allSettled([endless, next]);
  await thread.close();
  expect((await heard).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(thread.evaluate('1', '{}')).rejects.toThrow('The thread is closed');
});

it('SC14 a thread that dies over a question answers the next one', async () => {
  const program = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ text }) => {
      if (text === 'die') throw new Error('dead');
      parentPort.postMessage(text, []);
    });`;
  const thread = new EvaluationThread<string>({
    program: new URL(`data:text/javascript,${encodeURIComponent(program)}`),
    failed: (message) => `failed: ${message}`,
  });
  threads.push(thread);
  const answers = ['a', 'die', 'b', 'die', 'c'].map((text) => thread.evaluate(text, '{}'));
  expect(await Promise.all(answers)).toEqual(['a', 'failed: dead', 'b', 'failed: dead', 'c']);
});

it('JQ7 a thread runs queries', async () => {
  const thread = openQueryThread();
  threads.push(thread);
  expect(await thread.evaluate('.a + 1', '{"a":1}')).toEqual({ ok: true, values: [2] });
});
