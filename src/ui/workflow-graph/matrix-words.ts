import {
  branchGroups,
  type BranchCounts,
  type BranchGroup,
  type BranchRun,
  type BranchRuns,
  type GraphNode,
} from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { formatDuration } from '#lib/time.ts';
import { statusInfo, type StatusInfo, type StatusTone } from '../status-info.ts';

/** How the groups of branches are named and coloured, as the statuses in them are. */
export const groupLooks: Readonly<Record<BranchGroup, { readonly word: string; readonly tone: StatusTone }>> =
  {
    failed: { word: 'failed', tone: 'failed' },
    running: { word: 'running', tone: 'running' },
    scheduled: { word: 'scheduled', tone: 'idle' },
    canceled: { word: 'canceled', tone: 'terminated' },
    other: { word: 'other', tone: 'idle' },
    flawed: { word: 'with errors', tone: 'paused' },
    done: { word: 'done', tone: 'completed' },
  };

/** `3 failed · 12 running · 4,985 done` */
export function branchSummary(counts: BranchCounts): string {
  return branchGroups
    .filter((group) => counts[group] > 0)
    .map((group) => `${formatCount(counts[group])} ${groupLooks[group].word}`)
    .join(' · ');
}

/** A branch without a task has no status, which is no status nobody has heard of. */
export function branchLook({ status }: BranchRun): StatusInfo {
  return status === '' ? { word: 'Not reached', tone: 'idle', shape: 'dashed' } : statusInfo(status);
}

/** What a cell is called: its place in the fork, its name, and how it went. */
export function spokenBranch(branch: BranchRun, place: number, total: number): string {
  const parts = [
    `branch ${formatCount(place + 1)} of ${formatCount(total)}`,
    branch.name.slice(0, 200),
    branchLook(branch).word.toLowerCase(),
    branch.startTime > 0 && branch.endTime > 0 ? branchTime(branch, 0) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** How long a branch took, or takes so far, to the second. */
export function branchTime({ startTime, endTime }: BranchRun, now: number): string {
  if (startTime === 0) return '';
  if (endTime > 0) return formatDuration(endTime - startTime);
  return formatDuration(Math.floor((now - startTime) / 1_000) * 1_000);
}

/** The branches of a fork that a run has not come to. */
export function unreachedBranches({ members }: GraphNode): BranchRuns {
  const each = members.map((name) => ({
    name,
    ref: name,
    status: '',
    startTime: 0,
    endTime: 0,
    reason: '',
  }));
  return {
    each,
    counts: { failed: 0, running: 0, scheduled: 0, canceled: 0, other: each.length, flawed: 0, done: 0 },
  };
}
