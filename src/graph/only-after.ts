import { pathKeys } from './branches.ts';
import type { GraphNode } from './types.ts';

type Path = readonly (string | number)[];

/**
 * Whether a task can come only once another one is done, by their places in the definition: it is that one itself, or
 * stands behind it, or behind a decision or loop around it. A fork goes on without the branches that its JOIN does not
 * wait for, so that behind a fork nothing is certain.
 */
export function isOnlyAfter(task: Path, other: Path): boolean {
  const at = other.findIndex((key, index) => key !== task[index]);
  if (at === -1) return task.length === other.length;
  const [mine, others] = [task[at], other[at]];
  if (typeof mine !== 'number' || typeof others !== 'number' || mine < others) return false;
  return other[at - 1] !== 'forkTasks' && !other.slice(at + 1).includes('forkTasks');
}

/** The same of nodes; nothing is said of tasks that are not written in the definition. */
export function isNodeOnlyAfter(node: GraphNode, other: GraphNode): boolean {
  if (node.path === null || other.path === null) return node === other;
  return isOnlyAfter(pathKeys(node.path), pathKeys(other.path));
}
