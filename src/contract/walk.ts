import type { WorkflowDef, WorkflowTask } from './workflow-def.ts';

/** Keys and indices from the root of a JSON document to a place in it. */
export type JsonPath = readonly (string | number)[];

/** A list of tasks nested in a task: a case, the default case, a branch or the body of a loop. */
export type ChildList =
  | { readonly kind: 'case'; readonly label: string; readonly at: JsonPath; readonly tasks: WorkflowTask[] }
  | {
      readonly kind: 'default';
      readonly label: string;
      readonly at: JsonPath;
      readonly tasks: WorkflowTask[];
    }
  | {
      readonly kind: 'branch';
      readonly label: string;
      readonly index: number;
      readonly at: JsonPath;
      readonly tasks: WorkflowTask[];
    }
  | { readonly kind: 'loop'; readonly label: string; readonly at: JsonPath; readonly tasks: WorkflowTask[] };

/**
 * The lists nested in a task, in the order they are written: cases and the default, branches, loop body. `at` is
 * relative to the task. Only what the task's type uses: a SWITCH has no loop body, whatever it holds.
 */
export function childLists(task: WorkflowTask): ChildList[] {
  switch (task.type) {
    case 'SWITCH':
    case 'DECISION': {
      const { decisionCases } = task;
      const cases = Object.keys(decisionCases).map((label): ChildList => ({
        kind: 'case',
        label,
        at: ['decisionCases', label],
        tasks: decisionCases[label] ?? [],
      }));
      return [...cases, { kind: 'default', label: 'default', at: ['defaultCase'], tasks: task.defaultCase }];
    }
    case 'FORK_JOIN':
      return task.forkTasks.map((tasks, index) => ({
        kind: 'branch',
        label: `branch ${index + 1}`,
        index,
        at: ['forkTasks', index],
        tasks,
      }));
    case 'DO_WHILE':
      return [{ kind: 'loop', label: 'loop', at: ['loopOver'], tasks: task.loopOver }];
    default:
      return [];
  }
}

/** A task and where it stands in its definition's JSON. */
export interface PlacedTask {
  readonly task: WorkflowTask;
  readonly at: JsonPath;
}

/** Every task of a definition with those nested in it, each before its children, in the order they are written. */
export function* walkTasks(def: Pick<WorkflowDef, 'tasks'>): Generator<PlacedTask, void, undefined> {
  yield* walkList(def.tasks, ['tasks']);
}

function* walkList(tasks: readonly WorkflowTask[], at: JsonPath): Generator<PlacedTask, void, undefined> {
  for (const [index, task] of tasks.entries()) {
    const place = [...at, index];
    yield { task, at: place };
    for (const list of childLists(task)) yield* walkList(list.tasks, [...place, ...list.at]);
  }
}
