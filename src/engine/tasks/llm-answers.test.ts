import { describe, expect, it } from 'vitest';
import { simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const model = { url: 'http://models/v1', key: 'k3y' };

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

const said = (content: unknown, more: Fields = {}) => ({ choices: [{ message: { content } }], ...more });

const question = { userInput: 'hi' };
const asksHi = { role: 'user', content: 'hi' };

async function asking(inputParameters: Fields = {}, fields: Fields = {}) {
  const scenario = await Scenario.open({ ports: { ...fakePorts(), model } });
  const ask = step('LLM_CHAT_COMPLETE', 'llm', {
    inputParameters: { ...question, ...inputParameters },
    ...fields,
  });
  const id = await scenario.start(workflowDef([ask, simple('after')]));
  await settled();
  return { scenario, id };
}

async function answered(body: string, inputParameters: Fields = {}) {
  const { scenario, id } = await asking(inputParameters);
  scenario.ports.http.calls[0]?.answer({ body });
  await settled();
  return { scenario, id, task: await scenario.task(id, 'llm') };
}

describe('what a model answers', () => {
  it.each([
    ['nothing', '', ''],
    ['no JSON', '<html>', '<html>'],
    ['null', 'null', 'null'],
    ['a list', '[]', '[]'],
    ['no choices', '{"choices":[]}', '{"choices":[]}'],
    ['choices that are no list', '{"choices":{"0":1}}', '{"choices":{"0":1}}'],
    ['a choice that is null', '{"choices":[null]}', '{"choices":[null]}'],
    ['a choice without a message', '{"choices":[{}]}', '{"choices":[{}]}'],
    ['a message that is a text', '{"choices":[{"message":"x"}]}', '{"choices":[{"message":"x"}]}'],
    ['an error in place of an answer', '{"error":"busy"}', '{"error":"busy"}'],
    ['more than anybody reads', 'x'.repeat(10_000), 'x'.repeat(300)],
    ['what nests too deep', deep(1200), '['.repeat(300)],
  ])('AI4 %s fails the task, which may be tried again', async (_what, body, quoted) => {
    const { scenario, id, task } = await answered(body);
    expect(task).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: `Task execution failed: ${quoted}`,
      outputData: {},
    });
    expect(await scenario.status(id)).toBe('FAILED');
    expect(scenario.ports.log.lines).toEqual([]);
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it.each([
    ['finish_reason', `{"choices":[{"message":{"content":"x"},"finish_reason":${deep(1200)}}]}`],
    ['content', `{"choices":[{"message":{"content":${deep(1200)}}}]}`],
    ['usage', `{"choices":[{"message":{"content":"x"}}],"usage":{"total_tokens":${deep(1200)}}}`],
  ])(
    'AI4 an answer whose %s nests too deep fails the task once, and is not asked for again',
    async (_, body) => {
      const { scenario, id, task } = await answered(body);
      expect(task.status).toBe('FAILED');
      await scenario.advance(3600);
      expect(scenario.ports.http.calls).toHaveLength(1);
      expect(await scenario.status(id)).toBe('FAILED');
    },
  );

  it.each([
    ['a text', 'hello', {}, 'hello'],
    ['JSON, as a text', '{"a":1}', {}, '{"a":1}'],
    ['JSON that was asked for', '{"a":1}', { jsonOutput: true }, { a: 1 }],
    ['null that was asked for', 'null', { jsonOutput: true }, 'null'],
    ['a text where JSON was asked for', 'sorry', { jsonOutput: true }, 'sorry'],
    ['an empty text where JSON was asked for', '', { jsonOutput: true }, ''],
    ['JSON by a flag that is a text', '{"a":1}', { jsonOutput: 'true' }, '{"a":1}'],
    ['too deep JSON that was asked for', deep(1200), { jsonOutput: true }, deep(1200)],
    ['nothing', null, {}, null],
    ['a list of parts', [{ type: 'text', text: 'x' }], {}, [{ type: 'text', text: 'x' }]],
  ])('AI2 %s is the result', async (_what, content, input, result) => {
    const { scenario, id, task } = await answered(JSON.stringify(said(content)), input);
    expect(task).toMatchObject({ status: 'COMPLETED', outputData: { result } });
    expect((await scenario.task(id, 'after')).status).toBe('SCHEDULED');
  });

  it.each([
    [undefined, [0, 0, 0]],
    [null, [0, 0, 0]],
    ['many', [0, 0, 0]],
    [{ total_tokens: 5 }, [5, 0, 0]],
    [{ total_tokens: 5, prompt_tokens: 3, completion_tokens: 2 }, [5, 3, 2]],
  ])('AI2 the tokens of %j are counted', async (usage, [tokenUsed, promptTokens, completionTokens]) => {
    const { task } = await answered(JSON.stringify(said('x', { usage })));
    expect(task.outputData).toEqual({
      result: 'x',
      finishReason: null,
      tokenUsed,
      promptTokens,
      completionTokens,
    });
  });

  it.each([
    [200, 'COMPLETED'],
    [201, 'COMPLETED'],
    [204, 'COMPLETED'],
    [301, 'FAILED_WITH_TERMINAL_ERROR'],
    [400, 'FAILED_WITH_TERMINAL_ERROR'],
    [401, 'FAILED_WITH_TERMINAL_ERROR'],
    [404, 'FAILED_WITH_TERMINAL_ERROR'],
    [429, 'FAILED'],
    [500, 'FAILED'],
    [503, 'FAILED'],
  ])('AI3 an answer of status %i makes the task %s', async (status, expected) => {
    const { scenario, id } = await asking();
    scenario.ports.http.calls[0]?.answer({ status, body: JSON.stringify(said('x')) });
    await settled();
    expect((await scenario.task(id, 'llm')).status).toBe(expected);
  });

  it('AI3 a time-out is tried again as often as the definition says, each time with the same question', async () => {
    const taskDefs = [taskDef('llm', { retryCount: 2, retryDelaySeconds: 5 })];
    const scenario = await Scenario.open({ ports: { ...fakePorts(), model }, taskDefs });
    const llm = step('LLM_TEXT_COMPLETE', 'llm', { inputParameters: { prompt: 'go on' } });
    const id = await scenario.start(workflowDef([llm]));
    for (const attempt of [0, 1, 2]) {
      await settled();
      expect(scenario.ports.http.calls).toHaveLength(attempt + 1);
      scenario.ports.http.calls[attempt]?.fail('Read timed out');
      await settled();
      await scenario.advance(5);
    }
    const { status, tasks } = await scenario.get(id);
    expect(status).toBe('FAILED');
    expect(tasks.map((task) => [task.status, task.reasonForIncompletion])).toEqual(
      Array.from({ length: 3 }, () => ['FAILED', 'Task execution failed: Read timed out']),
    );
    expect(new Set(scenario.ports.http.calls.map(({ request }) => request.body)).size).toBe(1);
  });

  it('AI3 a refusal is not tried again', async () => {
    const taskDefs = [taskDef('llm', { retryCount: 2, retryDelaySeconds: 5 })];
    const scenario = await Scenario.open({ ports: { ...fakePorts(), model }, taskDefs });
    const id = await scenario.start(
      workflowDef([step('LLM_TEXT_COMPLETE', 'llm', { inputParameters: question })]),
    );
    await settled();
    scenario.ports.http.calls[0]?.answer({ status: 400, body: 'no such model' });
    await settled();
    await scenario.advance(60);
    expect(scenario.ports.http.calls).toHaveLength(1);
    expect((await scenario.get(id)).reasonForIncompletion).toMatch(
      /reason: 'Non-retryable error: 400 from the model provider: no such model'$/,
    );
  });

  it('AI2 asks again after a crash, and heeds no answer for a task that has ended', async () => {
    const { scenario, id } = await asking();
    await scenario.crash();
    expect(scenario.ports.http.calls).toHaveLength(2);
    await scenario.engine.workflows.terminate(id, 'enough');
    scenario.ports.http.calls[1]?.answer({ body: JSON.stringify(said('late')) });
    await settled();
    expect(await scenario.task(id, 'llm')).toMatchObject({ status: 'CANCELED', outputData: {} });
  });

  it.each(['message', 'body'])('AI2 a key that a %s repeats is stored nowhere', async (where) => {
    const { scenario, id } = await asking();
    const [call] = scenario.ports.http.calls;
    if (where === 'message') call?.fail('Bearer k3y was refused, k3y');
    else call?.answer({ status: 401, body: '{"error":"k3y is no key"}' });
    await settled();
    expect(JSON.stringify(await scenario.get(id))).not.toContain('k3y');
    expect(scenario.ports.log.lines.join()).not.toContain('k3y');
  });
});

describe('what a model is asked', () => {
  async function asked(inputParameters: Fields): Promise<Fields> {
    const { scenario } = await asking(inputParameters);
    const [call] = scenario.ports.http.calls;
    const body: unknown = JSON.parse(call?.request.body ?? 'null');
    return Object(body);
  }

  it.each([
    ['messages that are a text', { messages: 'hello' }, [asksHi]],
    ['messages of which some are none', { messages: [null, 'x', 5] }, [asksHi]],
    ['a message that says nothing', { messages: [{}] }, [{ role: 'user', content: '' }, asksHi]],
    ['a message that is a number', { messages: [{ message: 7 }] }, [{ role: 'user', content: '7' }, asksHi]],
    [
      'a message that is a map',
      { messages: [{ role: 'tool', message: { a: [1, 'x'] } }] },
      [{ role: 'tool', content: '{a=[1, x]}' }, asksHi],
    ],
    [
      'instructions, messages and a prompt, in this order',
      { prompt: 'last', messages: [{ role: 'user', message: 'then' }], instructions: 'first' },
      [
        { role: 'system', content: 'first' },
        { role: 'user', content: 'then' },
        asksHi,
        { role: 'user', content: 'last' },
      ],
    ],
    ['an empty prompt, and instructions that are no text', { prompt: '', instructions: 5 }, [asksHi]],
  ])('AI2 %s', async (_what, input, messages) => {
    expect((await asked(input))['messages']).toEqual(messages);
  });

  it.each([
    [{}, {}],
    [
      { temperature: 0, topP: 0, maxTokens: 0 },
      { temperature: 0, top_p: 0, max_tokens: 0 },
    ],
    [{ temperature: null, topP: null, maxTokens: null, stopWords: null }, {}],
    [{ stopWords: ['END'] }, { stop: ['END'] }],
    [{ jsonOutput: false }, {}],
    [{ jsonOutput: true }, { response_format: { type: 'json_object' } }],
    [{ topK: 5, llmProvider: 'any', tools: [] }, {}],
  ])('AI2 of %j the settings are %j', async (input, settings) => {
    expect(await asked({ model: 'm', ...input })).toEqual({ model: 'm', messages: [asksHi], ...settings });
  });

  it.each(['http://models/v1', 'http://models/v1/', 'http://models/v1///'])('AI2 at %s', async (url) => {
    const scenario = await Scenario.open({ ports: { ...fakePorts(), model: { url } } });
    await scenario.start(workflowDef([step('LLM_CHAT_COMPLETE', 'llm', { inputParameters: question })]));
    await settled();
    const request = scenario.ports.http.calls[0]?.request;
    expect(request?.url).toBe('http://models/v1/chat/completions');
    expect(request?.headers).toEqual({ Accept: 'application/json', 'Content-Type': 'application/json' });
  });
});
