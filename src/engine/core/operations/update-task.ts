import {
  isTaskTerminal,
  isWorkflowTerminal,
  type TaskExecLog,
  type TaskResultStatus,
} from '#contract/index.ts';
import { internal, notFound } from '../../errors.ts';
import type { Payload, TaskModel } from '../../model.ts';
import { decide } from '../decide.ts';
import type { Draft } from '../draft.ts';
import { runsAs } from '../runs-as.ts';
import { withinOutputLimit } from '../schedule.ts';
import type { Tools } from '../task-type.ts';
import { isOpen } from '../workflow-state.ts';

/** More than this many log lines of one update are dropped. */
const mostLogs = 10;

/** What a reason has beyond this is dropped. */
const longestReason = 500;

/** What a worker, or somebody in its place, says about a task. */
export interface TaskReport {
  readonly taskId: string;
  /** Missed only where it would count. */
  readonly status?: TaskResultStatus | undefined;
  readonly outputData: Payload;
  readonly reasonForIncompletion?: string | undefined;
  readonly workerId?: string | undefined;
  readonly callbackAfterSeconds?: number;
  readonly subWorkflowId?: string | undefined;
  readonly extendLease?: boolean;
  readonly logs?: readonly TaskExecLog[];
}

const noStatus =
  'Cannot invoke "com.netflix.conductor.common.metadata.tasks.TaskResult$Status.name()" because the return value of ' +
  '"com.netflix.conductor.common.metadata.tasks.TaskResult.getStatus()" is null';

/** Takes a report in and draws its consequences. A report that comes too late changes nothing. */
export function updateTask(draft: Draft, tools: Tools, report: TaskReport): TaskModel {
  const task = draft.task(report.taskId);
  if (task === undefined) throw notFound(`No such task found by id: ${report.taskId}`);
  if (isTaskTerminal(task.status) || isWorkflowTerminal(draft.workflow.status)) return task;
  if (report.extendLease === true) {
    draft.put({ ...task, updateTime: draft.now });
    return task;
  }
  const updated = reported(draft, tools, task, report);
  draft.put(updated);
  draft.appendLogs(
    task.taskId,
    (report.logs ?? []).slice(0, mostLogs).map(({ log, createdTime }) => ({
      log,
      taskId: task.taskId,
      createdTime: createdTime > 0 ? createdTime : draft.now,
    })),
  );
  decide(draft, tools);
  return updated;
}

function reported(draft: Draft, tools: Tools, task: TaskModel, report: TaskReport): TaskModel {
  const { now } = draft;
  const { status, callbackAfterSeconds = 0 } = report;
  if (status === undefined) throw internal(noStatus);
  const {
    reasonForIncompletion: _reason,
    availableAt: _available,
    workerId: _worker,
    subWorkflowId: _child,
    ...kept
  } = task;
  const type = tools.taskType(runsAs(task));
  // The execution that a SUB_WORKFLOW task runs stays the one it is, whatever a report leaves out.
  const subWorkflowId = type.mode === 'child' ? task.subWorkflowId : report.subWorkflowId;
  const next: TaskModel = withinOutputLimit(
    {
      ...kept,
      status,
      outputData: report.outputData,
      callbackAfterSeconds,
      updateTime: now,
      ...(report.reasonForIncompletion !== undefined && {
        reasonForIncompletion: report.reasonForIncompletion.slice(0, longestReason),
      }),
      ...(report.workerId !== undefined && { workerId: report.workerId }),
      ...(subWorkflowId !== undefined && { subWorkflowId }),
    },
    tools,
  );
  if (!isOpen(next)) {
    const { wakeAt: _, ...ended } = next;
    return { ...ended, endTime: now };
  }
  if (type.mode !== 'worker') return next;
  // The worker has more to do: the task goes back to its queue, to be polled again.
  return {
    ...next,
    status: 'SCHEDULED',
    ...(callbackAfterSeconds > 0 && { availableAt: now + callbackAfterSeconds * 1000 }),
  };
}
