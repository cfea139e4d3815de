import { isNestedDeeper } from '#contract/index.ts';
import { isPayload } from '../core/document.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import type { CallPorts, CallType, TaskOutcome } from '../core/task-type.ts';
import type { Payload, TaskModel } from '../model.ts';
import type { HttpAnswer, ModelEndpoint } from '../ports.ts';
import { noProvider, scheduledByType } from './ai.ts';

/** Models take their time. */
const readTimeoutMs = 120_000;
const connectTimeoutMs = 10_000;
/** How much of an answer that is of no use stands in a reason. */
const longestQuote = 300;

/** Asks a language model to go on with a conversation, or with a text. */
export const llmComplete: CallType = { mode: 'call', seesSecrets: true, map: scheduledByType, perform };

async function perform(task: TaskModel, { http, model }: CallPorts): Promise<TaskOutcome> {
  if (model === undefined) {
    return noProvider(task.taskType, '; CONDUCTOR_UI_LLM_URL can name an OpenAI-compatible one');
  }
  const messages = messagesFrom(task);
  if (!messages.some(isAsked)) return nothingAsked(task);
  let answer: HttpAnswer;
  try {
    answer = await http.call({
      url: `${model.url.replace(/\/+$/, '')}/chat/completions`,
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        ...(model.key !== undefined && { Authorization: `Bearer ${model.key}` }),
      },
      body: JSON.stringify(requestFrom(task.inputData, messages)),
      connectTimeoutMs,
      readTimeoutMs,
    });
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), model);
  }
  if (answer.status < 200 || answer.status > 299) return refused(answer, model);
  return (
    outputFrom(answer.body, task.inputData['jsonOutput'] === true) ??
    failed(answer.body.slice(0, longestQuote), model)
  );
}

function requestFrom(input: Payload, messages: readonly Payload[]): Payload {
  const { temperature, topP, maxTokens, stopWords, jsonOutput } = input;
  return {
    model: input['model'],
    messages,
    ...given('temperature', temperature),
    ...given('top_p', topP),
    ...given('max_tokens', maxTokens),
    ...given('stop', stopWords),
    ...(jsonOutput === true && { response_format: { type: 'json_object' } }),
  };
}

/** The instructions come first, what the user says last. A text without a prompt is completed as the instructions say. */
function messagesFrom({ taskType, inputData }: TaskModel): Payload[] {
  const { instructions, messages, userInput, prompt, promptName } = inputData;
  const said = Array.isArray(messages) ? messages.filter((message) => isPayload(message)) : [];
  const asked = [userInput, prompt].filter(isText);
  if (taskType === 'LLM_TEXT_COMPLETE' && said.length + asked.length === 0) {
    return [instructions, promptName].filter(isText).map((content) => ({ role: 'user', content }));
  }
  return [
    ...(isText(instructions) ? [{ role: 'system', content: instructions }] : []),
    ...said.map(({ role, message }) => ({ role: role ?? 'user', content: toJavaString(message ?? '') })),
    ...asked.map((content) => ({ role: 'user', content })),
  ];
}

function isAsked({ role, content }: Payload): boolean {
  return role === 'user' && typeof content === 'string' && content.trim() !== '';
}

/** A model that is asked nothing answers something all the same, and is paid for it. */
function nothingAsked({ taskType, inputData: { messages } }: TaskModel): TaskOutcome {
  const wanted =
    taskType === 'LLM_TEXT_COMPLETE'
      ? 'prompt, instructions and promptName are empty'
      : Array.isArray(messages) || messages === undefined || messages === null
        ? 'messages holds none of role user with a text, and userInput is empty'
        : 'messages is no list';
  return {
    status: 'FAILED_WITH_TERMINAL_ERROR',
    reasonForIncompletion: `Non-retryable error: No non-empty user prompt was available for the LLM call: ${wanted}`,
  };
}

function outputFrom(body: string, isJson: boolean): TaskOutcome | undefined {
  const answer = parse(body);
  const choices = isPayload(answer) ? answer['choices'] : undefined;
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (!isPayload(answer) || !isPayload(choice) || !isPayload(choice['message'])) return undefined;
  const { content } = choice['message'];
  const usage = isPayload(answer['usage']) ? answer['usage'] : {};
  return {
    status: 'COMPLETED',
    outputData: {
      result: (isJson && isText(content) ? parse(content) : undefined) ?? content ?? null,
      finishReason: choice['finish_reason'] ?? null,
      tokenUsed: usage['total_tokens'] ?? 0,
      promptTokens: usage['prompt_tokens'] ?? 0,
      completionTokens: usage['completion_tokens'] ?? 0,
    },
  };
}

/** Too many requests and faults of the other side may pass; what it does not want it will not want later. */
function refused({ status, body }: HttpAnswer, model: ModelEndpoint): TaskOutcome {
  const message = `${status} from the model provider: ${body.slice(0, longestQuote)}`;
  if (status === 429 || status >= 500) return failed(message, model);
  return {
    status: 'FAILED_WITH_TERMINAL_ERROR',
    reasonForIncompletion: withoutKey(`Non-retryable error: ${message}`, model),
  };
}

function failed(message: string, model: ModelEndpoint): TaskOutcome {
  return { status: 'FAILED', reasonForIncompletion: withoutKey(`Task execution failed: ${message}`, model) };
}

/** Some providers repeat a key that they refuse. */
function withoutKey(message: string, { key }: ModelEndpoint): string {
  return key === undefined || key === '' ? message : message.replaceAll(key, '***');
}

/** Undefined: it is no JSON, or none that can be kept. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isNestedDeeper(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function given(name: string, value: unknown): Payload {
  return value === undefined || value === null ? {} : { [name]: value };
}
