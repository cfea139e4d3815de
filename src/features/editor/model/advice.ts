import type { Finding } from './problem.ts';
import { property, type TaskIndex, type TaskPlace } from './task-places.ts';

/** Warns of what the server accepts and what then surprises in a run. */
export function adviseOn(tasks: TaskIndex): Finding[] {
  const findings: Finding[] = [];
  const siblings = siblingsAfter(tasks.all);
  /** What the server goes on with: behind the last task of a list, what follows the one around it, but for loops. */
  const following = new Map<TaskPlace, TaskPlace | undefined>();
  for (const task of tasks.all) {
    const { parent } = task;
    const next = siblings.get(task);
    const after =
      next ?? (parent === undefined || parent.type === 'DO_WHILE' ? undefined : following.get(parent));
    following.set(task, after);
    switch (task.type) {
      case 'FORK_JOIN':
      case 'FORK_JOIN_DYNAMIC': {
        if (after?.type === 'JOIN') break;
        const what =
          after?.type === 'EXCLUSIVE_JOIN' ? 'An EXCLUSIVE_JOIN, not a JOIN, follows' : 'No JOIN follows';
        findings.push(warn(task, `${what} this fork: the run fails when it gets here.`));
        break;
      }
      case 'TERMINATE':
        if (next !== undefined) {
          findings.push(warn(next, `Never reached: ${task.ref || task.name} ends the workflow before it.`));
        }
        break;
      default:
        break;
    }
  }
  return findings;
}

/** The next task in the same list, of each that has one. */
function siblingsAfter(all: readonly TaskPlace[]): ReadonlyMap<TaskPlace, TaskPlace> {
  const next = new Map<TaskPlace, TaskPlace>();
  const last = new Map<unknown, TaskPlace>();
  for (const task of all) {
    const before = last.get(task.node.parent);
    if (before !== undefined) next.set(before, task);
    last.set(task.node.parent, task);
  }
  return next;
}

function warn(task: TaskPlace, message: string): Finding {
  const name = property(task.node, 'taskReferenceName') ?? property(task.node, 'name') ?? task.node;
  const length = name === task.node ? 1 : name.length;
  return { severity: 'warning', source: 'definition', message, at: { offset: name.offset, length } };
}
