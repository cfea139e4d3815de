import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskModel } from '../model.ts';
import { simple, workflowDef } from '../testing/builders.ts';
import { allReferences, happenings, isOpenStatus, references, TaskHistory } from '../testing/task-history.ts';
import { Draft } from './draft.ts';
import { newWorkflow } from './new-workflow.ts';
import { WorkflowState } from './workflow-state.ts';

const { workflow, body } = newWorkflow(
  { workflowId: 'w', definition: workflowDef([simple('a')]), input: {} },
  0,
);

const isPending = ({ executed, retried, status }: TaskModel) => !executed && !retried && status !== 'SKIPPED';

function expectAgreement(draft: Draft, history: TaskHistory): void {
  const { tasks } = history;
  const open = tasks.filter(({ status }) => isOpenStatus(status));
  expect(draft.orderedTasks()).toEqual(tasks);
  expect(draft.isEmpty).toBe(tasks.length === 0);
  expect(draft.lastSeq).toBe(tasks.at(-1)?.seq ?? 0);
  expect(draft.openCount).toBe(open.length);
  expect(draft.openTasks()).toEqual(open);
  expect(draft.pendingTasks()).toEqual(tasks.filter(isPending));
  for (const task of tasks) expect(draft.task(task.taskId)).toEqual(task);
  for (const reference of allReferences) expect(draft.latest(reference)).toEqual(history.latest(reference));
  for (const reference of references) {
    expect(draft.latestIteration(reference)).toEqual(history.latestIteration(reference));
  }
  const latest = tasks.filter((task) => history.latest(task.referenceTaskName) === task);
  expect(draft.latestTasks().toSorted((a, b) => a.seq - b.seq)).toEqual(latest);
}

/** An execution in which some things have happened and were committed. */
function stateAfter(steps: Parameters<TaskHistory['take']>[0][]): {
  state: WorkflowState;
  history: TaskHistory;
} {
  const history = new TaskHistory();
  for (const step of steps) history.take(step);
  return { state: WorkflowState.of({ workflow, body, tasks: history.tasks }), history };
}

function play(
  draft: Draft,
  history: TaskHistory,
  steps: readonly Parameters<TaskHistory['take']>[0][],
): void {
  for (const step of steps) {
    const { put, dropped } = history.take(step);
    if (put !== undefined) draft.put(put);
    if (dropped !== undefined) draft.drop(dropped);
    expectAgreement(draft, history);
  }
}

describe('Draft', () => {
  it('DC12 lies over what was committed as if it were one list, which it leaves as it is', () => {
    fc.assert(
      fc.property(happenings, happenings, (before, during) => {
        const { state, history } = stateAfter([...before]);
        const committed = [...history.tasks];
        play(new Draft(state, 1), history, during);
        expect(state.orderedTasks()).toEqual(committed);
      }),
    );
  });

  it('DC12 writes what differs and nothing else: the store has then what the draft said', () => {
    fc.assert(
      fc.property(happenings, happenings, (before, during) => {
        const { state, history } = stateAfter([...before]);
        const stored = new Map(history.tasks.map((task) => [task.taskId, task]));
        const draft = new Draft(state, 1);
        play(draft, history, during);
        const changes = draft.changes();
        const puts = changes.filter((change) => change.kind === 'task.put').map(({ task }) => task);
        const deletes = changes.filter((change) => change.kind === 'task.delete').map(({ taskId }) => taskId);
        expect(changes).toHaveLength(puts.length + deletes.length);
        expect(puts.filter((task) => stored.get(task.taskId) === task)).toEqual([]);
        expect(deletes.filter((taskId) => !stored.has(taskId))).toEqual([]);
        for (const taskId of deletes) stored.delete(taskId);
        for (const task of puts) stored.set(task.taskId, task);
        expect([...stored.values()].toSorted((a, b) => a.seq - b.seq)).toEqual(history.tasks);
      }),
    );
  });

  it('DU1 once applied, the state is what the draft said, also for the next draft', () => {
    fc.assert(
      fc.property(fc.array(happenings, { maxLength: 4 }), (drafts) => {
        const state = new WorkflowState(workflow, body);
        const history = new TaskHistory();
        for (const steps of drafts) {
          const draft = new Draft(state, 1);
          play(draft, history, steps);
          draft.apply();
          expect(state.orderedTasks()).toEqual(history.tasks);
          expectAgreement(new Draft(state, 2), history);
        }
      }),
    );
  });

  it('DC11 without a change there is nothing to write, and the revision stays', () => {
    const draft = new Draft(new WorkflowState(workflow, body), 1);
    expect(draft.changes()).toEqual([]);
    const { revision } = draft;
    draft.appendLogs('t', []);
    expect(draft.revision).toBe(revision);
    draft.appendLogs('t', [{ log: 'one', taskId: 't', createdTime: 1 }]);
    draft.appendLogs('t', [{ log: 'two', taskId: 't', createdTime: 2 }]);
    expect(draft.revision).not.toBe(revision);
    expect(draft.changes()).toMatchObject([{ kind: 'log.append', logs: [{ log: 'one' }, { log: 'two' }] }]);
  });

  it('EV5 messages keep the order of their publishing, however many there are', () => {
    const draft = new Draft(new WorkflowState(workflow, body), 1_900_000_000_000);
    const ids = Array.from({ length: 12 }, (_, at) => `m${at}`);
    for (const id of ids) draft.publish({ id, event: 'conductor:x', payload: {} });
    const { published } = draft.apply();
    const byKey = published.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    expect(byKey.map(({ message }) => message.id)).toEqual(ids);
  });

  it('SV3 variables that somebody has kept do not change any more', () => {
    const draft = new Draft(new WorkflowState({ ...workflow, variables: { a: 1 } }, body), 1);
    draft.setVariables([['b', 2]]);
    const kept = draft.shareVariables();
    draft.setVariables([['a', 3]]);
    expect(kept).toEqual({ a: 1, b: 2 });
    expect(draft.workflow.variables).toEqual({ a: 3, b: 2 });
    expect(draft.base.workflow.variables).toEqual({ a: 1 });
  });
});
