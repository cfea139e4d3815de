import type { CorpusScenario, Fields } from '../format.ts';
import { flow, pass, simple, task, until } from '../steps.ts';

const types: Readonly<Record<string, Fields>> = {
  LLM_CHAT_COMPLETE: {
    llmProvider: 'none',
    model: 'm',
    messages: [{ role: 'user', message: 'Say ${workflow.input.word}' }],
  },
  LLM_TEXT_COMPLETE: { llmProvider: 'none', model: 'm', promptName: 'p' },
  LLM_GENERATE_EMBEDDINGS: { llmProvider: 'none', model: 'm', text: 't' },
  LLM_INDEX_TEXT: { vectorDB: 'v', index: 'i', text: 't', docId: 'd' },
  LLM_SEARCH_INDEX: { vectorDB: 'v', index: 'i', query: 'q' },
  LLM_STORE_EMBEDDINGS: { vectorDB: 'v', index: 'i', embeddings: [1] },
  LLM_GET_EMBEDDINGS: { vectorDB: 'v', index: 'i', embeddings: [1] },
  LIST_MCP_TOOLS: { mcpServer: 'http://site.test/mcp' },
  CALL_MCP_TOOL: { mcpServer: 'http://site.test/mcp', method: 'm' },
  GENERATE_IMAGE: { llmProvider: 'none', model: 'm', prompt: 'p' },
};

const completing = new Set(['LLM_CHAT_COMPLETE', 'LLM_TEXT_COMPLETE']);

/** What Conductor adds to an input. */
const unasked = {
  '0/tasks/0/inputData/messages/0/media': undefined,
  '0/tasks/0/inputData/tools': undefined,
};

const noProvider = (type: string): string =>
  `Non-retryable error: the embedded engine has no model provider for ${type}` +
  (completing.has(type) ? '; CONDUCTOR_UI_LLM_URL can name an OpenAI-compatible one' : '');

const asking = (type: string, fields: Fields): Fields =>
  task(type, 'm', { retryCount: 0, inputParameters: types[type] ?? {}, ...fields });

/** What needs a model: a server as it is delivered knows none, and so does the engine. */
export const models: readonly CorpusScenario[] = [
  ...Object.keys(types).map((type): CorpusScenario => ({
    name: type,
    rules: 'AI1',
    workflows: [flow([asking(type, {}), simple('after')])],
    start: { input: { word: 'hello' } },
    steps: [until('FAILED')],
    differs: [
      {
        where: 'AI1',
        ours: {
          '0/reasonForIncompletion': `Task <m#1> failed with status: FAILED and reason: '${noProvider(type)}'`,
          '0/tasks/0/status': 'FAILED_WITH_TERMINAL_ERROR',
          '0/tasks/0/reasonForIncompletion': noProvider(type),
          ...unasked,
        },
      },
    ],
  })),
  ...Object.keys(types)
    .filter((type) => completing.has(type))
    .map((type): CorpusScenario => ({
      name: `${type}, optional`,
      rules: 'AI1 DC8',
      workflows: [flow([asking(type, { optional: true }), simple('after')])],
      steps: [pass(2)],
      differs: [{ where: 'AI1', ours: { '0/tasks/0/reasonForIncompletion': noProvider(type), ...unasked } }],
    })),
];
