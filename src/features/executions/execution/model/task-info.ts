import { isKnownTaskType, type Task } from '#contract/index.ts';

/** Step types that the server runs by itself; any other waits for a worker. */
const byServer = new Set([
  'HTTP',
  'INLINE',
  'LAMBDA',
  'JSON_JQ_TRANSFORM',
  'EVENT',
  'KAFKA_PUBLISH',
  'START_WORKFLOW',
  'SET_VARIABLE',
  'SWITCH',
  'DECISION',
  'FORK_JOIN',
  'FORK_JOIN_DYNAMIC',
  'TERMINATE',
  'NOOP',
  'PULL_WORKFLOW_MESSAGES',
]);

/** What kind of step a task is. A task without its definition says it by its own type, or is a worker's. */
export function stepType(task: Task): string {
  const defined = task.workflowTask?.type ?? '';
  if (defined !== '' && defined !== 'DYNAMIC' && defined !== 'USER_DEFINED') return defined;
  if (task.taskType === 'FORK') return 'FORK_JOIN';
  return isKnownTaskType(task.taskType) ? task.taskType : 'SIMPLE';
}

export function isRunByServer(task: Task): boolean {
  return byServer.has(stepType(task));
}

/** The name of the queue that workers poll for a task. */
export function queueOf(task: Task): string {
  return task.taskType === '' ? task.taskDefName : task.taskType;
}

/** The name by which people know a task. */
export function taskTitle(task: Task): string {
  return task.referenceTaskName || task.taskDefName || task.taskType || task.taskId;
}

/** Tasks that fail, wait or are canceled because of others: those others tell more. */
const consequent = new Set(['JOIN', 'EXCLUSIVE_JOIN', 'DO_WHILE']);

export function isConsequent(task: Task): boolean {
  return consequent.has(stepType(task));
}
