import type { Finding } from './problem.ts';
import { properties, property, elements, type TaskIndex, type TaskPlace } from './task-places.ts';

/** Warns of what the server accepts and what then surprises in a run. */
export function adviseOn(tasks: TaskIndex): Finding[] {
  const findings: Finding[] = [];
  for (const [index, task] of tasks.all.entries()) {
    const next = nextSibling(tasks.all, index);
    switch (task.type) {
      case 'SWITCH':
      case 'DECISION':
        if (hasCases(task) && elements(property(task.node, 'defaultCase')).length === 0) {
          findings.push(warn(task, 'No default case: any other value goes straight on.'));
        }
        break;
      case 'FORK_JOIN':
      case 'FORK_JOIN_DYNAMIC':
        if (next?.type !== 'JOIN' && next?.type !== 'EXCLUSIVE_JOIN') {
          findings.push(warn(task, 'No JOIN follows this fork: the run fails when it gets here.'));
        }
        break;
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

function hasCases(task: TaskPlace): boolean {
  return properties(property(task.node, 'decisionCases')).length > 0;
}

// Siblings stand in one list: between a task and the next one are only the tasks inside it.
function nextSibling(all: readonly TaskPlace[], index: number): TaskPlace | undefined {
  const task = all[index];
  if (task === undefined) return undefined;
  const end = task.node.offset + task.node.length;
  let at = index + 1;
  for (let other = all[at]; other !== undefined && other.node.offset < end; other = all[at]) at += 1;
  const next = all[at];
  return next !== undefined && next.node.parent === task.node.parent ? next : undefined;
}

function warn(task: TaskPlace, message: string): Finding {
  const name = property(task.node, 'taskReferenceName') ?? property(task.node, 'name') ?? task.node;
  const length = name === task.node ? 1 : name.length;
  return { severity: 'warning', source: 'definition', message, at: { offset: name.offset, length } };
}
