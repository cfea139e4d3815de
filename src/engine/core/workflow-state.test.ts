import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskModel } from '../model.ts';
import { simple, workflowDef } from '../testing/builders.ts';
import { allReferences, happenings, isOpenStatus, references, TaskHistory } from '../testing/task-history.ts';
import { nextDeadline } from './deadlines.ts';
import { newWorkflow } from './new-workflow.ts';
import { WorkflowState } from './workflow-state.ts';

const { workflow, body } = newWorkflow(
  { workflowId: 'w', definition: workflowDef([simple('a')]), input: { x: 1 } },
  0,
);

const isPending = ({ executed, retried, status }: TaskModel) => !executed && !retried && status !== 'SKIPPED';
const isJoin = ({ taskType }: TaskModel) => taskType === 'JOIN' || taskType === 'EXCLUSIVE_JOIN';
const idsOf = (tasks: readonly TaskModel[]) => new Set(tasks.map(({ taskId }) => taskId));

/** Everything that a state can be asked, answered by going through a plain list. */
function expectAgreement(state: WorkflowState, history: TaskHistory): void {
  const { tasks } = history;
  const open = tasks.filter(({ status }) => isOpenStatus(status));
  expect(state.size).toBe(tasks.length);
  expect(state.orderedTasks()).toEqual(tasks);
  expect(state.last).toEqual(tasks.at(-1));
  expect(state.openCount).toBe(open.length);
  expect(state.openTaskIds()).toEqual(idsOf(open));
  expect(state.pendingTaskIds()).toEqual(idsOf(tasks.filter(isPending)));
  for (const reference of allReferences) {
    expect(state.latest(reference)).toEqual(history.latest(reference));
    const joins = open.filter((task) => isJoin(task) && joinsOn(task).includes(reference));
    expect(new Set(state.joinsAwaiting(reference))).toEqual(idsOf(joins));
  }
  for (const reference of references) {
    expect(state.latestIteration(reference)).toEqual(history.latestIteration(reference));
  }
  const deadlines = open.flatMap((task) => nextDeadline(task) ?? []);
  expect(state.nextDue()).toBe(deadlines.length === 0 ? undefined : Math.min(...deadlines));
  for (const now of [0, 10, 25, 10_000, 10_020]) {
    const due = open.filter((task) => (nextDeadline(task) ?? Infinity) <= now);
    expect(state.dueTaskIds(now)).toEqual(idsOf(due));
  }
}

/** A JOIN in a loop waits for those of its own iteration. */
function joinsOn({ inputData, referenceTaskName, workflowTask }: TaskModel): readonly string[] {
  const suffix = referenceTaskName.slice(workflowTask.taskReferenceName.length);
  return Array.isArray(inputData['joinOn']) ? inputData['joinOn'].map((name) => `${name}${suffix}`) : [];
}

/** Lets a step happen, in the history and to the state. */
function absorb(state: WorkflowState, history: TaskHistory, step: Parameters<TaskHistory['take']>[0]): void {
  const { put, dropped } = history.take(step);
  state.absorb(workflow, body, put === undefined ? [] : [put], dropped === undefined ? [] : [dropped]);
}

describe('WorkflowState', () => {
  it('DC14 answers from its indexes what a walk over all tasks would find', () => {
    fc.assert(
      fc.property(happenings, (steps) => {
        const state = new WorkflowState(workflow, body);
        const history = new TaskHistory();
        for (const step of steps) {
          absorb(state, history, step);
          expectAgreement(state, history);
        }
        expect(state.size).toBe(history.tasks.length);
      }),
    );
  });

  it('DU5 read from the store, it is what it was, and weighs as much', () => {
    fc.assert(
      fc.property(happenings, (steps) => {
        const state = new WorkflowState(workflow, body);
        const history = new TaskHistory();
        for (const step of steps) {
          absorb(state, history, step);
        }
        const stored = WorkflowState.of({ workflow, body, tasks: history.tasks });
        expectAgreement(stored, history);
        expect(state.weight).toBe(stored.weight);
      }),
    );
  });

  it('TO7 keeps no entries for deadlines that were moved, and sees each where it is now', () => {
    const state = new WorkflowState(workflow, body);
    const history = new TaskHistory();
    const fields = { status: 'IN_PROGRESS', updateTime: 0, retried: false, executed: false } as const;
    const added = { kind: 'new', reference: 'a', suffix: '', taskType: 'SIMPLE', joinOn: [] } as const;
    state.absorb(
      workflow,
      body,
      [history.take({ ...added, ...fields, wakeAt: 1 }).put].filter((task) => task !== undefined),
    );
    for (let wakeAt = 2; wakeAt <= 1000; wakeAt += 1) {
      const { put } = history.take({ kind: 'change', pick: 0, ...fields, wakeAt });
      state.absorb(workflow, body, put === undefined ? [] : [put]);
      expect(state.nextDue()).toBe(wakeAt);
    }
    expect(state.dueTaskIds(999)).toEqual(new Set());
    expect(state.dueTaskIds(1000)).toEqual(new Set(['task-1']));
    expect(state.dueTaskIds(1000)).toEqual(new Set(['task-1']));
  });

  it('TO6 of a paused execution only its own timeout falls due, of an ended one nothing', () => {
    const fields = { status: 'IN_PROGRESS', updateTime: 0, retried: false, executed: false } as const;
    const added = { kind: 'new', reference: 'a', suffix: '', taskType: 'WAIT', joinOn: [] } as const;
    const task = new TaskHistory().take({ ...added, ...fields, wakeAt: 5 }).put;
    const tasks = task === undefined ? [] : [task];
    const due = (changes: Partial<typeof workflow>) =>
      new WorkflowState({ ...workflow, ...changes }, body, tasks).nextDue();
    expect(due({})).toBe(5);
    expect(due({ timeoutAt: 3 })).toBe(3);
    expect(due({ timeoutAt: 9 })).toBe(5);
    expect(due({ status: 'PAUSED' })).toBeUndefined();
    expect(due({ status: 'PAUSED', timeoutAt: 9 })).toBe(9);
    expect(due({ status: 'COMPLETED', timeoutAt: 9 })).toBeUndefined();
  });
});
