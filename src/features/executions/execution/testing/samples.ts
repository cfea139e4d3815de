import { taskSchema, workflowSchema, type JsonObject, type Task, type Workflow } from '#contract/index.ts';

let count = 0;

/** A task as a server would send it, but for what is given. */
export function sampleTask(fields: JsonObject = {}): Task {
  count += 1;
  return taskSchema.parse({
    taskId: `task-${count}`,
    taskType: 'work',
    taskDefName: 'work',
    referenceTaskName: 'work_ref',
    status: 'SCHEDULED',
    seq: count,
    ...fields,
  });
}

/** An execution with these tasks. */
export function sampleWorkflow(tasks: readonly Task[] = [], fields: JsonObject = {}): Workflow {
  return workflowSchema.parse({
    workflowId: 'w-1',
    workflowName: 'orders',
    status: 'RUNNING',
    startTime: 1_000,
    tasks,
    ...fields,
  });
}

/** A task that has completed, as the answer for its execution lists it. */
export function servedTask(ref: string, fields: JsonObject = {}): JsonObject {
  return {
    taskId: ref,
    referenceTaskName: ref,
    taskType: 'SIMPLE',
    status: 'COMPLETED',
    startTime: 2_000,
    endTime: 3_000,
    ...fields,
  };
}
