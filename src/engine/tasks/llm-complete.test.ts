import { describe, expect, it } from 'vitest';
import { step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { Scenario } from '../testing/scenario.ts';

const model = { url: 'http://models/v1/', key: 'k3y' };

async function ask(inputParameters: Readonly<Record<string, unknown>>, type = 'LLM_CHAT_COMPLETE') {
  const scenario = await Scenario.open({ ports: { ...fakePorts(), model } });
  const id = await scenario.start(workflowDef([step(type, 'llm', { inputParameters })]));
  await settled();
  const [call] = scenario.ports.http.calls;
  if (call === undefined) throw new Error('Nobody was asked');
  return { scenario, id, call };
}

const body = JSON.stringify({
  choices: [{ message: { role: 'assistant', content: '{"answer":42}' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
});

describe('LLM tasks', () => {
  it.each([
    'LLM_CHAT_COMPLETE',
    'LLM_TEXT_COMPLETE',
    'LLM_INDEX_TEXT',
    'CALL_MCP_TOOL',
    'AGENT',
    'GENERATE_IMAGE',
  ])('AI1 %s is scheduled and fails, since there is no provider', async (type) => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([step(type, 'ai')]));
    await settled();
    expect(await scenario.task(id, 'ai')).toMatchObject({
      taskType: type,
      taskDefName: type,
      status: 'FAILED_WITH_TERMINAL_ERROR',
      reasonForIncompletion: expect.stringContaining(
        `Non-retryable error: the embedded engine has no model provider for ${type}`,
      ),
    });
  });

  it('AI2 ask the configured model, and give what it says and what that took', async () => {
    const { scenario, id, call } = await ask({
      model: 'small',
      instructions: 'Be brief.',
      messages: [
        { role: 'user', message: 'Six times seven?' },
        { role: 'assistant', message: 'Why?' },
      ],
      temperature: 0.1,
      maxTokens: 50,
      jsonOutput: true,
    });
    expect(call.request).toMatchObject({
      url: 'http://models/v1/chat/completions',
      method: 'POST',
      headers: { Authorization: 'Bearer k3y' },
    });
    expect(JSON.parse(call.request.body ?? '')).toEqual({
      model: 'small',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Six times seven?' },
        { role: 'assistant', content: 'Why?' },
      ],
      temperature: 0.1,
      max_tokens: 50,
      response_format: { type: 'json_object' },
    });
    call.answer({ body });
    await settled();
    expect(await scenario.get(id)).toMatchObject({
      status: 'COMPLETED',
      output: {
        result: { answer: 42 },
        finishReason: 'stop',
        tokenUsed: 10,
        promptTokens: 7,
        completionTokens: 3,
      },
    });
    expect(JSON.stringify(scenario.ports.store.commits)).not.toContain('k3y');
  });

  it('AI2 complete a text', async () => {
    const { scenario, id, call } = await ask({ model: 'small', prompt: 'Once' }, 'LLM_TEXT_COMPLETE');
    expect(JSON.parse(call.request.body ?? '')).toMatchObject({
      messages: [{ role: 'user', content: 'Once' }],
    });
    call.answer({ body });
    await settled();
    expect(await scenario.get(id)).toMatchObject({ output: { result: '{"answer":42}' } });
  });

  it.each([
    [{ promptName: 'Go on' }, [{ role: 'user', content: 'Go on' }]],
    [{ instructions: 'Go on' }, [{ role: 'user', content: 'Go on' }]],
    [
      { instructions: 'Kindly', prompt: 'Go on' },
      [
        { role: 'system', content: 'Kindly' },
        { role: 'user', content: 'Go on' },
      ],
    ],
  ])('AI2 complete a text from %j', async (input, messages) => {
    const { call } = await ask({ model: 'small', ...input }, 'LLM_TEXT_COMPLETE');
    expect(JSON.parse(call.request.body ?? '')).toMatchObject({ messages });
  });

  it('AI2 take userInput for what the user says last', async () => {
    const { call } = await ask({ model: 'small', instructions: 'Kindly', userInput: 'hello' });
    expect(JSON.parse(call.request.body ?? '')).toMatchObject({
      messages: [
        { role: 'system', content: 'Kindly' },
        { role: 'user', content: 'hello' },
      ],
    });
  });

  const nothingSaid = 'messages holds none of role user with a text, and userInput is empty';
  it.each([
    ['LLM_CHAT_COMPLETE', {}, nothingSaid],
    ['LLM_CHAT_COMPLETE', { messages: [] }, nothingSaid],
    ['LLM_CHAT_COMPLETE', { instructions: 'Be brief.' }, nothingSaid],
    ['LLM_CHAT_COMPLETE', { messages: [{ role: 'system', message: 's' }, { role: 'user' }] }, nothingSaid],
    ['LLM_CHAT_COMPLETE', { messages: [{ role: 'user', message: ' ' }], userInput: '' }, nothingSaid],
    ['LLM_CHAT_COMPLETE', { messages: 'hello' }, 'messages is no list'],
    ['LLM_TEXT_COMPLETE', { prompt: '' }, 'prompt, instructions and promptName are empty'],
  ])('AI5 %s of %j asks nobody and says what is missing', async (type, input, missing) => {
    const scenario = await Scenario.open({ ports: { ...fakePorts(), model } });
    const id = await scenario.start(workflowDef([step(type, 'llm', { inputParameters: input })]));
    await settled();
    expect(scenario.ports.http.calls).toEqual([]);
    expect(await scenario.task(id, 'llm')).toMatchObject({
      status: 'FAILED_WITH_TERMINAL_ERROR',
      reasonForIncompletion: `Non-retryable error: No non-empty user prompt was available for the LLM call: ${missing}`,
    });
  });

  it.each([
    [
      { status: 401, body: 'bad key k3y' },
      'FAILED_WITH_TERMINAL_ERROR',
      'Non-retryable error: 401 from the model provider: bad key ***',
    ],
    [
      { status: 429, body: 'slow down' },
      'FAILED',
      'Task execution failed: 429 from the model provider: slow down',
    ],
    [{ status: 200, body: 'no JSON' }, 'FAILED', 'Task execution failed: no JSON'],
  ])('AI3 fail as %j asks, without the key', async (answer, status, reason) => {
    const { scenario, id, call } = await ask({ model: 'small', userInput: 'hi' });
    call.answer(answer);
    await settled();
    expect(await scenario.task(id, 'llm')).toMatchObject({ status, reasonForIncompletion: reason });
  });

  it('AI3 fail when nobody answers', async () => {
    const { scenario, id, call } = await ask({ model: 'small', userInput: 'hi' });
    call.fail('connect ECONNREFUSED');
    await settled();
    expect(await scenario.task(id, 'llm')).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: 'Task execution failed: connect ECONNREFUSED',
    });
  });
});
