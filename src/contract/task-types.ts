import { z } from 'zod';

/** The task types Conductor names. A task's type may be any other string too: it then waits for a worker. */
export const taskTypes = [
  'SIMPLE',
  'DYNAMIC',
  'FORK_JOIN',
  'FORK_JOIN_DYNAMIC',
  'DECISION',
  'SWITCH',
  'JOIN',
  'DO_WHILE',
  'SUB_WORKFLOW',
  'START_WORKFLOW',
  'EVENT',
  'WAIT',
  'HUMAN',
  'USER_DEFINED',
  'HTTP',
  'LAMBDA',
  'INLINE',
  'EXCLUSIVE_JOIN',
  'TERMINATE',
  'KAFKA_PUBLISH',
  'JSON_JQ_TRANSFORM',
  'SET_VARIABLE',
  'NOOP',
  'LLM_TEXT_COMPLETE',
  'LLM_CHAT_COMPLETE',
  'LLM_INDEX_TEXT',
  'LLM_SEARCH_INDEX',
  'LLM_GENERATE_EMBEDDINGS',
  'LLM_STORE_EMBEDDINGS',
  'LLM_GET_EMBEDDINGS',
  'LIST_MCP_TOOLS',
  'CALL_MCP_TOOL',
  'PULL_WORKFLOW_MESSAGES',
  'AGENT',
  'GET_AGENT_CARD',
  'CANCEL_AGENT',
] as const;

export type TaskType = (typeof taskTypes)[number];

export function isKnownTaskType(type: string): type is TaskType {
  return taskTypes.some((known) => known === type);
}

export const taskTypeField = z.string().default('SIMPLE').describe('What kind of step this is.');
