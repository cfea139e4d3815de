import { isTaskTerminal, isWorkflowTerminal } from '#contract/index.ts';
import { awaited, isOpen } from '../core/workflow-state.ts';
import type { TaskModel } from '../model.ts';
import type { Change } from '../ports.ts';

/** An execution as its commits have left it. */
class Execution {
  readonly tasks = new Map<string, TaskModel>();
  status = '';

  put(task: TaskModel): void {
    const before = this.tasks.get(task.taskId);
    for (const other of this.tasks.values()) {
      if (other.taskId === task.taskId || isOutOfOrder(task) || isOutOfOrder(other)) continue;
      if (other.seq === task.seq) fail(task, `has the seq of ${other.referenceTaskName}`);
      if (before === undefined && other.seq > task.seq) fail(task, 'is not the last in the list');
      if (other.referenceTaskName === task.referenceTaskName && other.retryCount === task.retryCount) {
        fail(task, 'is scheduled twice');
      }
    }
    this.tasks.set(task.taskId, task);
  }

  /** To be called after a whole commit. */
  check(): void {
    for (const task of this.tasks.values()) {
      if (isWorkflowTerminal(this.status) && isOpen(task)) fail(task, 'is open after the end');
      const hasJoined = task.taskType === 'JOIN' && !isOpen(task) && task.status !== 'CANCELED';
      for (const reference of hasJoined ? awaited(task) : []) {
        const branch = this.#latest(reference);
        if (branch === undefined || !isTaskTerminal(branch.status)) fail(task, `ended before ${reference}`);
      }
    }
  }

  #latest(reference: string): TaskModel | undefined {
    let latest: TaskModel | undefined;
    for (const task of this.tasks.values()) {
      if (task.referenceTaskName === reference && (latest?.seq ?? 0) < task.seq) latest = task;
    }
    return latest;
  }
}

/** A step that an operator skips before it has come is in nobody's order. */
function isOutOfOrder({ status, seq }: TaskModel): boolean {
  return status === 'SKIPPED' && seq === 0;
}

function fail(task: TaskModel, what: string): never {
  throw new Error(`${task.referenceTaskName} (attempt ${task.retryCount}, ${task.status}) ${what}`);
}

/**
 * Goes through all commits from the first on and throws at the first after which an execution was not as it should be:
 * no attempt scheduled twice, every seq once and new ones at the end, no JOIN ended before what it waits for, nothing
 * open after the end.
 */
export function assertConsistent(commits: readonly (readonly Change[])[]): void {
  const executions = new Map<string, Execution>();
  const of = (workflowId: string): Execution => {
    const known = executions.get(workflowId) ?? new Execution();
    executions.set(workflowId, known);
    return known;
  };
  for (const changes of commits) {
    const touched = new Set<Execution>();
    for (const change of changes) {
      if (change.kind === 'workflow.put') {
        const execution = of(change.workflow.workflowId);
        execution.status = change.workflow.status;
        touched.add(execution);
      } else if (change.kind === 'task.put') {
        const execution = of(change.task.workflowInstanceId);
        execution.put(change.task);
        touched.add(execution);
      } else if (change.kind === 'workflow.delete') {
        executions.delete(change.workflowId);
      } else if (change.kind === 'task.delete') {
        for (const execution of executions.values()) execution.tasks.delete(change.taskId);
      }
    }
    for (const execution of touched) execution.check();
  }
}
