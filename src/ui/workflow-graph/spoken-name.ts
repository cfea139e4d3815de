import { isTaskTerminal } from '#contract/index.ts';
import {
  isSelectable,
  taskTypeInfo,
  type GraphEdge,
  type GraphNode,
  type NodeRun,
  type WorkflowGraph,
} from '#graph/index.ts';
import { formatCount, formatQuantity, visibleName } from '#lib/formats.ts';
import { takeApart } from '#lib/reason.ts';
import { formatDuration } from '#lib/time.ts';
import { statusInfo } from '../status-info.ts';
import { branchSummary } from './matrix-words.ts';

/** What a graph is, for those who hear it: only what is near the window is in the document. */
export function aboutGraph({ nodes }: WorkflowGraph): string {
  const count = nodes.filter(isSelectable).length;
  if (count === 0) return 'The workflow has no tasks.';
  const tasks = formatQuantity(count, 'task');
  return `${tasks}. Arrow keys walk from one to the next; o opens an outline that lists all of them, / searches them.`;
}

/** What the card calls itself. */
export function nodeTitle(node: GraphNode): string {
  return visibleName((node.ref || node.name || 'unnamed task').slice(0, 200));
}

/** What stands where the workflow begins, ends, or goes on when it fails. */
export function terminalLabel(node: GraphNode): string {
  if (node.kind === 'failure') {
    const label = `on failure: ${node.name}`.slice(0, 120);
    return node.problem === '' ? label : `${label} (missing)`;
  }
  return node.kind === 'start' ? 'Start' : 'End';
}

const exits: ReadonlySet<string> = new Set(['START_WORKFLOW', 'EVENT', 'KAFKA_PUBLISH']);

/** Whether something leaves the workflow here. */
export function isExit({ type }: GraphNode): boolean {
  return exits.has(type);
}

/** The case that an edge stands for. */
export function caseLabel({ label }: GraphEdge): string {
  return label.trim() === '' ? '(blank)' : label.slice(0, 80);
}

/** What a card tells those who see it by its icons: the type, and in a run the status. */
export function spokenIcons(node: GraphNode, run: NodeRun | undefined): string {
  const label = node.kind === 'placeholder' ? '' : taskTypeInfo(node.type).label;
  const status = run === undefined ? '' : statusInfo(run.status).word;
  // Where there is no better detail, the card shows the type in words already.
  return [label === node.detail ? '' : label, status].filter((part) => part !== '').join(', ');
}

/** The card's second line: how the run went at this task, then the one detail worth reading. */
export function detailLine(node: GraphNode, run: NodeRun | undefined, isRun: boolean): string {
  const problem = shownProblem(node, run, isRun);
  if (run === undefined) return isRun ? 'not reached' : problem || ownDetail(node);
  if (run.branches !== null) return branchSummary(run.branches.counts);
  if (run.hasEnded) return `ended the run as ${run.status}`;
  const why = failureOf(run);
  const parts = [problem || why || (run.decision === '' ? ownDetail(node) : oneLine(`on ${run.decision}`))];
  // A short wait in a queue is no news, nor is any beside a failure.
  if (run.waited >= 1000 && why === '') parts.unshift(`waited ${formatDuration(run.waited)}`);
  if (run.attempts > 1) parts.unshift(`try ${run.attempts}`);
  if (node.kind === 'loop' && run.iteration > 0) parts.unshift(iterationWords(run));
  return parts.join(' · ');
}

/** Why a task failed, if it did and says so: of a sub-workflow what went wrong in it, not in which ids. */
function failureOf({ status, reason }: NodeRun): string {
  return ['failed', 'timedout'].includes(statusInfo(status).tone) ? oneLine(takeApart(reason).innermost) : '';
}

/** Any text of a run: it may be long, and of many lines. */
function oneLine(text: string): string {
  return text.slice(0, 300).replaceAll(/\s+/g, ' ').trim();
}

function iterationWords({ iteration, iterations }: NodeRun): string {
  const shown = `iteration ${formatCount(iteration)}`;
  return iterations > 1 ? `${shown} of ${formatCount(iterations)}` : shown;
}

/** What is wrong with a task, where it can still matter: in a run, as long as the task is open. */
export function shownProblem({ problem }: GraphNode, run: NodeRun | undefined, isRun: boolean): string {
  if (run === undefined) return isRun ? '' : problem;
  return isTaskTerminal(run.status) ? '' : problem;
}

function ownDetail({ detail, subWorkflow }: GraphNode): string {
  return subWorkflow?.isRecursive === true ? `${detail} · runs within itself` : detail;
}

/** All of a card in words, for when it is too far away to be in the document. */
export function spokenName(node: GraphNode, run: NodeRun | undefined, isRun: boolean): string {
  return [nodeTitle(node), ...spokenDetails(node, run, isRun)].join(', ');
}

/** All that a card tells beside its title. */
export function spokenDetails(node: GraphNode, run: NodeRun | undefined, isRun: boolean): readonly string[] {
  return [spokenIcons(node, run), detailLine(node, run, isRun)].filter((part) => part !== '');
}
