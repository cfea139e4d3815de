/** What a task type is about; the page chooses an icon by it. */
export type TaskFamily =
  | 'worker'
  | 'http'
  | 'switch'
  | 'fork'
  | 'join'
  | 'loop'
  | 'sub-workflow'
  | 'wait'
  | 'human'
  | 'script'
  | 'event'
  | 'variable'
  | 'terminate'
  | 'dynamic'
  | 'transform'
  | 'ai'
  | 'noop';

interface TaskTypeInfo {
  readonly label: string;
  readonly family: TaskFamily;
}

const known = new Map<string, TaskTypeInfo>([
  ['SIMPLE', { label: 'Worker task', family: 'worker' }],
  ['USER_DEFINED', { label: 'User-defined task', family: 'worker' }],
  ['HTTP', { label: 'HTTP', family: 'http' }],
  ['SWITCH', { label: 'Switch', family: 'switch' }],
  ['DECISION', { label: 'Decision', family: 'switch' }],
  ['FORK_JOIN', { label: 'Fork', family: 'fork' }],
  ['FORK_JOIN_DYNAMIC', { label: 'Dynamic fork', family: 'fork' }],
  ['JOIN', { label: 'Join', family: 'join' }],
  ['EXCLUSIVE_JOIN', { label: 'Exclusive join', family: 'join' }],
  ['DO_WHILE', { label: 'Loop', family: 'loop' }],
  ['SUB_WORKFLOW', { label: 'Sub-workflow', family: 'sub-workflow' }],
  ['START_WORKFLOW', { label: 'Start workflow', family: 'sub-workflow' }],
  ['WAIT', { label: 'Wait', family: 'wait' }],
  ['HUMAN', { label: 'Human task', family: 'human' }],
  ['INLINE', { label: 'Inline script', family: 'script' }],
  ['LAMBDA', { label: 'Lambda script', family: 'script' }],
  ['JSON_JQ_TRANSFORM', { label: 'JQ transform', family: 'transform' }],
  ['EVENT', { label: 'Event', family: 'event' }],
  ['KAFKA_PUBLISH', { label: 'Kafka publish', family: 'event' }],
  ['PULL_WORKFLOW_MESSAGES', { label: 'Pull messages', family: 'event' }],
  ['SET_VARIABLE', { label: 'Set variable', family: 'variable' }],
  ['TERMINATE', { label: 'Terminate', family: 'terminate' }],
  ['DYNAMIC', { label: 'Dynamic task', family: 'dynamic' }],
  ['NOOP', { label: 'No operation', family: 'noop' }],
]);

const aiType = /^(LLM_|GENERATE_|LIST_MCP|CALL_MCP|AGENT$|GET_AGENT|CANCEL_AGENT)/;

export function taskTypeInfo(type: string): TaskTypeInfo {
  const info = known.get(type);
  if (info !== undefined) return info;
  const words = type.slice(0, 60).replaceAll('_', ' ').toLowerCase();
  const label = words === '' ? 'Task' : words.charAt(0).toUpperCase() + words.slice(1);
  return { label, family: aiType.test(type) ? 'ai' : 'worker' };
}
