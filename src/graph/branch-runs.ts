import { isTaskSuccessful, isTaskTerminal, type Task } from '#contract/index.ts';
import { isLater } from './attempts.ts';
import type { GraphNode } from './types.ts';

/** How one branch of a large dynamic fork went. */
export interface BranchRun {
  /** The reference name that the fork gave it. */
  readonly name: string;
  /** That of its latest task: inside a loop it carries the iteration. */
  readonly ref: string;
  /** As the API names it; '' where the run has not come. */
  readonly status: string;
  /** Of the latest attempt, in epoch milliseconds; 0 for not yet. */
  readonly startTime: number;
  readonly endTime: number;
  readonly reason: string;
}

/** What the statuses of branches come down to, in the order in which they are worth knowing. */
export const branchGroups = [
  'failed',
  'running',
  'scheduled',
  'canceled',
  'other',
  'flawed',
  'done',
] as const;

/** 'other' are statuses that nobody has heard of, and branches not reached; 'flawed' is done, but with errors. */
export type BranchGroup = (typeof branchGroups)[number];

export type BranchCounts = Readonly<Record<BranchGroup, number>>;

export interface BranchRuns {
  /** In the order of the fork. */
  readonly each: readonly BranchRun[];
  readonly counts: BranchCounts;
}

export interface BranchFilter {
  readonly group: BranchGroup | 'all';
  /** What the reference name contains, in any case of letters. */
  readonly text: string;
}

/** The branches of a placeholder, from the tasks of the run that belong to it. One pass over either. */
export function branchRuns(members: readonly string[], attempts: readonly Task[]): BranchRuns {
  const known = new Set(members);
  const latest = new Map<string, Task>();
  for (const task of attempts) {
    const name = memberName(task.referenceTaskName, known);
    const before = name === undefined ? undefined : latest.get(name);
    if (name !== undefined && (before === undefined || isLater(task, before))) latest.set(name, task);
  }
  const counts = { failed: 0, running: 0, scheduled: 0, canceled: 0, other: 0, flawed: 0, done: 0 };
  const each = members.map((name): BranchRun => {
    const task = latest.get(name);
    counts[branchGroup(task?.status ?? '')] += 1;
    return {
      name,
      ref: task?.referenceTaskName ?? name,
      status: task?.status ?? '',
      startTime: task?.startTime ?? 0,
      endTime: task?.endTime ?? 0,
      reason: task?.reasonForIncompletion ?? '',
    };
  });
  return { each, counts };
}

function branchGroup(status: string): BranchGroup {
  switch (status) {
    case 'IN_PROGRESS':
      return 'running';
    case 'SCHEDULED':
      return 'scheduled';
    case 'CANCELED':
      return 'canceled';
    case 'COMPLETED_WITH_ERRORS':
      return 'flawed';
    default:
      if (!isTaskTerminal(status)) return 'other';
      return isTaskSuccessful(status) ? 'done' : 'failed';
  }
}

/**
 * The places of the branches that a filter lets through, what is worth knowing first before the rest, and otherwise in
 * the order of the fork.
 */
export function orderBranches(branches: readonly BranchRun[], filter: BranchFilter): readonly number[] {
  const text = filter.text.trim().toLowerCase();
  const shelves: number[][] = branchGroups.map(() => []);
  for (const [at, { name, status }] of branches.entries()) {
    const group = branchGroup(status);
    if (filter.group !== 'all' && filter.group !== group) continue;
    if (text !== '' && !name.toLowerCase().includes(text)) continue;
    shelves[branchGroups.indexOf(group)]?.push(at);
  }
  return shelves.flat();
}

/** The place of the branch that a selection names by its reference name, as the task's or the fork's; else -1. */
export function branchPlace(node: GraphNode, key: string | null): number {
  if (key === null || node.members.length === 0) return -1;
  const prefix = `${node.scope}/`;
  const ref = node.scope !== '' && key.startsWith(prefix) ? key.slice(prefix.length) : key;
  const name = memberName(ref, new Set(node.members));
  return name === undefined ? -1 : node.members.indexOf(name);
}

/** The tasks of each branch by its place in the fork, in their order. */
export function membersOfTasks(
  members: readonly string[],
  attempts: readonly Task[],
): ReadonlyMap<number, readonly Task[]> {
  const places = new Map(members.map((name, place) => [name, place]));
  const known = new Set(members);
  return Map.groupBy(attempts, (task) => places.get(memberName(task.referenceTaskName, known) ?? '') ?? -1);
}

/** Each loop around a fork adds `__` and the iteration to the names of its branches' tasks. */
function memberName(ref: string, members: ReadonlySet<string>): string | undefined {
  for (let name = ref; ; name = name.replace(/__\d+$/, '')) {
    if (members.has(name)) return name;
    if (!/__\d+$/.test(name)) return undefined;
  }
}

export function isSameBranches(a: BranchRuns | null, b: BranchRuns | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.each.length !== b.each.length) return false;
  return a.each.every((branch, at) => {
    const other = b.each[at];
    return (
      other !== undefined &&
      branch.status === other.status &&
      branch.ref === other.ref &&
      branch.name === other.name &&
      branch.startTime === other.startTime &&
      branch.endTime === other.endTime &&
      branch.reason === other.reason
    );
  });
}
