import { z } from 'zod';

const taskSchema = z.looseObject({
  taskId: z.string(),
  taskType: z.string(),
  referenceTaskName: z.string(),
  status: z.string(),
  seq: z.number(),
  subWorkflowId: z.string().optional(),
  callbackAfterSeconds: z.number().default(0),
  inputData: z.record(z.string(), z.unknown()).default({}),
  outputData: z.record(z.string(), z.unknown()).default({}),
});

const executionSchema = z.looseObject({
  workflowId: z.string(),
  status: z.string(),
  output: z.record(z.string(), z.unknown()).default({}),
  tasks: z.array(taskSchema).default([]),
});
/** An execution as a server shows it, read without trust in its defaults. */
export type SeenExecution = z.infer<typeof executionSchema>;

export const seenExecution = (body: unknown): SeenExecution => executionSchema.parse(body);

const wanted = [
  'retryCount',
  'iteration',
  'retried',
  'inputData',
  'outputData',
  'reasonForIncompletion',
  'retriedTaskId',
  'callbackAfterSeconds',
  'startDelayInSeconds',
  'responseTimeoutSeconds',
  'workflowPriority',
  'domain',
  'correlationId',
  'subWorkflowId',
];

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === 0 ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

function something(from: Readonly<Record<string, unknown>>, names: readonly string[]) {
  return Object.fromEntries(names.filter((name) => !isNothing(from[name])).map((name) => [name, from[name]]));
}

/** Sets, which Java gives in any order. */
function inOrder(from: Readonly<Record<string, unknown>>, names: readonly string[]) {
  const sets = something(from, names);
  return Object.fromEntries(
    Object.entries(sets).map(([name, set]) => [name, z.array(z.string()).parse(set).sort()]),
  );
}

/** How an execution stands: everything that does not depend on when and where it ran; what is empty is left out. */
export function traceOf(label: string, execution: SeenExecution) {
  return {
    trace: label,
    status: execution.status,
    ...something(execution, [
      'reasonForIncompletion',
      'output',
      'variables',
      'correlationId',
      'event',
      'priority',
      'taskToDomain',
    ]),
    ...inOrder(execution, ['failedReferenceTaskNames', 'failedTaskNames']),
    tasks: execution.tasks.map((task) => ({
      ref: task.referenceTaskName,
      type: task.taskType,
      ...(task['taskDefName'] === task.taskType ? {} : { def: task['taskDefName'] }),
      status: task.status,
      seq: task.seq,
      ...something(task, wanted),
    })),
  };
}
