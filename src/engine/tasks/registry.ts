import type { TaskType as TaskTypeName } from '#contract/index.ts';
import type { TaskType } from '../core/task-type.ts';
import { withoutProvider } from './ai.ts';
import { decision } from './decision.ts';
import { doWhile } from './do-while.ts';
import { dynamic } from './dynamic.ts';
import { event } from './event.ts';
import { exclusiveJoin } from './exclusive-join.ts';
import { forkJoinDynamic } from './fork-join-dynamic.ts';
import { forkJoin } from './fork-join.ts';
import { http } from './http.ts';
import { human } from './human.ts';
import { inline } from './inline.ts';
import { join } from './join.ts';
import { jsonJqTransform } from './json-jq-transform.ts';
import { kafkaPublish } from './kafka-publish.ts';
import { lambda } from './lambda.ts';
import { llmComplete } from './llm-complete.ts';
import { noop } from './noop.ts';
import { pullWorkflowMessages } from './pull-workflow-messages.ts';
import { setVariable } from './set-variable.ts';
import { startWorkflow } from './start-workflow.ts';
import { subWorkflow } from './sub-workflow.ts';
import { switchTask } from './switch.ts';
import { terminate } from './terminate.ts';
import { wait } from './wait.ts';
import { simple, userDefined } from './worker.ts';

const types: Readonly<Record<TaskTypeName, TaskType>> = {
  SIMPLE: simple,
  USER_DEFINED: userDefined,
  SWITCH: switchTask,
  DECISION: decision,
  FORK_JOIN: forkJoin,
  JOIN: join,
  HTTP: http,
  INLINE: inline,
  LAMBDA: lambda,
  SET_VARIABLE: setVariable,
  TERMINATE: terminate,
  WAIT: wait,
  HUMAN: human,
  NOOP: noop,
  DYNAMIC: dynamic,
  FORK_JOIN_DYNAMIC: forkJoinDynamic,
  DO_WHILE: doWhile,
  SUB_WORKFLOW: subWorkflow,
  START_WORKFLOW: startWorkflow,
  EVENT: event,
  EXCLUSIVE_JOIN: exclusiveJoin,
  KAFKA_PUBLISH: kafkaPublish,
  JSON_JQ_TRANSFORM: jsonJqTransform,
  PULL_WORKFLOW_MESSAGES: pullWorkflowMessages,
  LLM_TEXT_COMPLETE: llmComplete,
  LLM_CHAT_COMPLETE: llmComplete,
  LLM_INDEX_TEXT: withoutProvider,
  LLM_SEARCH_INDEX: withoutProvider,
  LLM_GENERATE_EMBEDDINGS: withoutProvider,
  LLM_STORE_EMBEDDINGS: withoutProvider,
  LLM_GET_EMBEDDINGS: withoutProvider,
  LIST_MCP_TOOLS: withoutProvider,
  CALL_MCP_TOOL: withoutProvider,
  AGENT: withoutProvider,
  GET_AGENT_CARD: withoutProvider,
  CANCEL_AGENT: withoutProvider,
};

/** Types of Conductor's AI module that its list of types leaves out. */
const further = [
  'LLM_SEARCH_EMBEDDINGS',
  'GENERATE_IMAGE',
  'GENERATE_AUDIO',
  'GENERATE_VIDEO',
  'GENERATE_PDF',
  'JDBC',
];

const byName: ReadonlyMap<string, TaskType> = new Map([
  ...Object.entries(types),
  ...further.map((type): [string, TaskType] => [type, withoutProvider]),
]);

/** How tasks of a type come about and proceed. Types that nobody has named are done by workers. */
export function taskTypeOf(type: string): TaskType {
  return byName.get(type) ?? userDefined;
}
