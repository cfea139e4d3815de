import { taskSchema, type Task } from '#contract/index.ts';

/** A task of a run, with Conductor's defaults for whatever is not given. */
export function runTask(ref: string, status: string, rest: Readonly<Record<string, unknown>> = {}): Task {
  return taskSchema.parse({
    taskId: `${ref}-${JSON.stringify(rest).length}`,
    referenceTaskName: ref,
    taskType: 'SIMPLE',
    status,
    ...rest,
  });
}
