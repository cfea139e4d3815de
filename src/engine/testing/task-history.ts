import fc from 'fast-check';
import type { TaskStatus } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';
import { simple, taskDef, taskModel } from './builders.ts';

/** What happens to one task of an execution. `pick` says to which. */
type Happening = {
  readonly status: TaskStatus;
  readonly wakeAt: number | undefined;
  readonly updateTime: number;
  readonly retried: boolean;
  readonly executed: boolean;
} & (
  | {
      readonly kind: 'new';
      readonly reference: string;
      readonly suffix: string;
      readonly taskType: string;
      readonly joinOn: readonly string[];
    }
  | { readonly kind: 'change' | 'forget'; readonly pick: number }
);

export const references = ['a', 'b', 'c'] as const;
const suffixes = ['', '__1', '__2', '__2__1'] as const;
/** The references, with and without what loops add to them, that tasks of a history have. */
export const allReferences = references.flatMap((reference) => suffixes.map((suffix) => reference + suffix));

const state = {
  status: fc.constantFrom<TaskStatus[]>(
    'SCHEDULED',
    'IN_PROGRESS',
    'COMPLETED',
    'FAILED',
    'CANCELED',
    'SKIPPED',
  ),
  wakeAt: fc.option(fc.nat({ max: 50 }), { nil: undefined }),
  updateTime: fc.nat({ max: 20 }),
  retried: fc.boolean(),
  executed: fc.boolean(),
};

/** Tasks that come, change, begin again and are forgotten, in any order. */
export const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('new' as const),
      reference: fc.constantFrom(...references),
      suffix: fc.constantFrom(...suffixes),
      taskType: fc.constantFrom('SIMPLE', 'JOIN', 'EXCLUSIVE_JOIN', 'DO_WHILE'),
      joinOn: fc.subarray([...references]),
      ...state,
    }),
    fc.record({
      kind: fc.constantFrom('change' as const, 'change' as const, 'forget' as const),
      pick: fc.nat(),
      ...state,
    }),
  ),
  { maxLength: 40 },
);

/** The tasks of an execution as a plain list, in the order of their scheduling. */
export class TaskHistory {
  readonly tasks: TaskModel[] = [];

  /** What a happening does to the list, which is done. Nothing where there is nothing that it could happen to. */
  take(happening: Happening): { readonly put?: TaskModel; readonly dropped?: TaskModel } {
    const { status, wakeAt, updateTime, retried, executed } = happening;
    const now = { status, updateTime, retried, executed };
    if (happening.kind === 'new') {
      const put = { ...created(happening, (this.tasks.at(-1)?.seq ?? 0) + 1), ...now, ...due(wakeAt) };
      this.tasks.push(put);
      return { put };
    }
    const at = happening.pick % this.tasks.length;
    const task = this.tasks[at];
    if (task === undefined) return {};
    if (happening.kind === 'forget') {
      // The last one is never forgotten, nor is one that is open or has a later attempt.
      if (isOpenStatus(task.status) || this.latest(task.referenceTaskName) !== task) return {};
      if (task === this.tasks.at(-1) || this.#attempts(task) > 1 || this.#isNewestIteration(task)) return {};
      this.tasks.splice(at, 1);
      return { dropped: task };
    }
    const { wakeAt: _, ...others } = task;
    const put = { ...others, ...now, ...due(wakeAt) };
    this.tasks[at] = put;
    return { put };
  }

  latest(reference: string): TaskModel | undefined {
    return this.tasks.findLast((task) => task.referenceTaskName === reference);
  }

  latestIteration(reference: string): TaskModel | undefined {
    return this.tasks.findLast(
      (task) => task.workflowTask.taskReferenceName === reference && task.referenceTaskName !== reference,
    );
  }

  #attempts({ referenceTaskName }: TaskModel): number {
    return this.tasks.filter((task) => task.referenceTaskName === referenceTaskName).length;
  }

  #isNewestIteration(task: TaskModel): boolean {
    return this.latestIteration(task.workflowTask.taskReferenceName) === task && this.#iterations(task) > 1;
  }

  #iterations({ workflowTask: { taskReferenceName } }: TaskModel): number {
    return this.tasks.filter((task) => task.workflowTask.taskReferenceName === taskReferenceName).length;
  }
}

export function isOpenStatus(status: TaskStatus): boolean {
  return status === 'SCHEDULED' || status === 'IN_PROGRESS';
}

function due(wakeAt: number | undefined): Pick<TaskModel, 'wakeAt'> {
  return wakeAt === undefined ? {} : { wakeAt };
}

function created(happening: Extract<Happening, { kind: 'new' }>, seq: number): TaskModel {
  const { reference, suffix, taskType, joinOn, status } = happening;
  const taskDefinition = taskDef(reference, { responseTimeoutSeconds: 10, retryCount: 0 });
  return taskModel({
    taskId: `task-${seq}`,
    referenceTaskName: reference + suffix,
    taskType,
    taskDefName: reference,
    status,
    seq,
    inputData: { joinOn },
    outputData: { seq },
    workflowTask: simple(reference, { taskDefinition }),
    responseTimeoutSeconds: 10,
  });
}
