import { isTaskSuccessful, isTaskTerminal, type Task } from '#contract/index.ts';
import { latestOf } from './attempts.ts';
import { branchRuns, type BranchRuns } from './branch-runs.ts';
import { isShown, loopRuns, loopsAround, type ChosenIterations, type LoopRun } from './iterations.ts';
import { textOf } from './json.ts';
import { decisionResult, takenEdges } from './taken.ts';
import { scopedRef, type GraphNode, type WorkflowGraph } from './types.ts';

/** How far a node has come in a run. */
export interface NodeRun {
  /** Of the latest attempt, as the API names it; of a task that ended the run, that of the run. */
  readonly status: string;
  /** Tries so far, in the latest iteration; 0 for a task that the server could not begin. */
  readonly attempts: number;
  /** The latest iteration of what is shown; 0 outside loops. */
  readonly iteration: number;
  /** For a loop of which iterations are known: the latest, of which `iteration` is the one shown; 0 otherwise. */
  readonly iterations: number;
  /** Of the latest attempt, in epoch milliseconds; 0 for not yet. */
  readonly startTime: number;
  readonly endTime: number;
  /** How long it was in its queue before it began, in milliseconds; 0 while it still is. */
  readonly waited: number;
  readonly reason: string;
  /** Whether it is what ended the run, which did not complete: a TERMINATE, which has completed itself. */
  readonly hasEnded: boolean;
  /** The value that a SWITCH or DECISION went by; '' for others, and where it is not known. */
  readonly decision: string;
  /** For a placeholder: how each of the branches went that it stands for. */
  readonly branches: BranchRuns | null;
}

export interface RunOverlay {
  /** By node id, the start and the end among them; a node that was not reached has none. */
  readonly nodes: ReadonlyMap<string, NodeRun>;
  /** Every attempt of a node, oldest first, by node id: retries and iterations. */
  readonly attempts: ReadonlyMap<string, readonly Task[]>;
  /** The latest attempt of what is shown of a node, by node id. */
  readonly shown: ReadonlyMap<string, Task>;
  /** What became of each loop, by node id. */
  readonly loops: ReadonlyMap<string, LoopRun>;
  /** Ids of the edges that were gone along. */
  readonly taken: ReadonlySet<string>;
  /** What to look at first: the task that failed, or else one that is running. */
  readonly focus: GraphNode | null;
}

export interface OverlayOptions {
  /** The tasks of the sub-workflows that are drawn in place, by the id of their SUB_WORKFLOW node. */
  readonly inside?: ReadonlyMap<string, readonly Task[]>;
  readonly iterations?: ChosenIterations;
  /** Of the workflow, as the API names it: its end is reached when it has completed. */
  readonly status?: string;
  /** The id of the task that ended the run as anything but completed, and did not fail itself. */
  readonly endedBy?: string;
  readonly stopped?: StoppedAt | undefined;
}

/** A task that the server could not begin, and why: the run ended there, and there is no attempt at it. */
export interface StoppedAt {
  readonly ref: string;
  readonly reason: string;
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/** Lays the tasks of an execution over a graph. The graph itself stays as it is. */
export function overlayRun(
  graph: WorkflowGraph,
  tasks: readonly Task[],
  { inside = nothing, iterations = nothing, status, endedBy, stopped }: OverlayOptions = {},
): RunOverlay {
  const placeholders = placeholderByMember(graph);
  const attempts = new Map<string, Task[]>();
  for (const [scope, ofScope] of [['', tasks] as const, ...inside]) {
    for (const task of ofScope) {
      const node = nodeOfRef(graph, placeholders, scopedRef(scope, task.referenceTaskName));
      if (node === undefined) continue;
      const known = attempts.get(node.id);
      if (known === undefined) attempts.set(node.id, [task]);
      else known.push(task);
    }
  }
  const loops = loopRuns(attempts, graph.byId, iterations);
  const latest = new Map<string, Task>();
  const nodes = new Map<string, NodeRun>();
  for (const [id, ofNode] of attempts) {
    const node = graph.byId.get(id);
    if (node === undefined) continue;
    const around = loopsAround(node);
    const shown = around.length === 0 ? ofNode : ofNode.filter((task) => isShown(task, around, loops));
    const last = latestOf(shown);
    if (last === undefined) continue;
    latest.set(id, last);
    nodes.set(id, node.kind === 'placeholder' ? forkRun(node, shown) : nodeRun(last, shown));
  }
  const end = stopped === undefined ? undefined : nodeOfTask(graph, stopped.ref);
  if (stopped !== undefined && end !== undefined && !nodes.has(end.id))
    nodes.set(end.id, { ...gone, status: 'FAILED', attempts: 0, reason: stopped.reason });
  for (const [id, { shown, latest: last }] of loops) {
    const run = nodes.get(id);
    // A loop is one task, which counts on: what is shown of it may be an earlier iteration.
    if (run !== undefined) nodes.set(id, { ...run, iteration: shown, iterations: last });
  }
  const taken = takenEdges(graph, nodes, latest, status);
  const ender = endedBy === undefined ? undefined : nodeEnding(endedBy, latest);
  const run = ender === undefined ? undefined : nodes.get(ender);
  if (ender !== undefined && run !== undefined && status !== undefined)
    nodes.set(ender, { ...run, status, hasEnded: true });
  const focus = graph.byId.get(ender ?? '') ?? focusOf(graph, nodes);
  for (const { id, source, target } of graph.edges) {
    if (!taken.has(id)) continue;
    if (source.kind === 'start') nodes.set(source.id, gone);
    if (target.kind === 'end') nodes.set(target.id, gone);
  }
  return { nodes, attempts, shown: latest, loops, taken, focus };
}

function nodeEnding(taskId: string, latest: ReadonlyMap<string, Task>): string | undefined {
  for (const [id, task] of latest) if (task.taskId === taskId) return id;
  return undefined;
}

/** Where a run began, or came to its end. */
const gone: NodeRun = {
  status: 'COMPLETED',
  attempts: 1,
  iteration: 0,
  iterations: 0,
  startTime: 0,
  endTime: 0,
  waited: 0,
  reason: '',
  hasEnded: false,
  decision: '',
  branches: null,
};

/** The node that shows a task of a run, by the task's reference name. */
export function nodeOfTask(graph: WorkflowGraph, ref: string): GraphNode | undefined {
  return nodeOfRef(graph, placeholderByMember(graph), ref);
}

function nodeOfRef(
  graph: WorkflowGraph,
  placeholders: ReadonlyMap<string, GraphNode>,
  ref: string,
): GraphNode | undefined {
  // Each loop around a task adds `__` and the iteration to its reference name.
  for (let name = ref; ; name = name.replace(/__\d+$/, '')) {
    const node = graph.byRef.get(name) ?? placeholders.get(name);
    if (node !== undefined || !/__\d+$/.test(name)) return node;
  }
}

const byMember = new WeakMap<WorkflowGraph, ReadonlyMap<string, GraphNode>>();

function placeholderByMember(graph: WorkflowGraph): ReadonlyMap<string, GraphNode> {
  const known = byMember.get(graph);
  if (known !== undefined) return known;
  const found = new Map<string, GraphNode>();
  byMember.set(graph, found);
  for (const node of graph.nodes) for (const ref of node.members) found.set(scopedRef(node.scope, ref), node);
  return found;
}

function nodeRun(last: Task, attempts: readonly Task[]): NodeRun {
  const tries = attempts.filter(({ referenceTaskName }) => referenceTaskName === last.referenceTaskName);
  return {
    status: last.status,
    attempts: tries.length,
    iterations: 0,
    iteration: last.iteration || Number(textOf(last.outputData['iteration'])) || 0,
    startTime: last.startTime,
    endTime: last.endTime,
    waited:
      last.startTime > 0 && last.scheduledTime > 0 ? Math.max(0, last.startTime - last.scheduledTime) : 0,
    reason: last.reasonForIncompletion ?? '',
    hasEnded: false,
    decision: decisionOf(last),
    branches: null,
  };
}

const decisions: ReadonlySet<string> = new Set(['SWITCH', 'DECISION']);

function decisionOf(task: Task): string {
  return decisions.has(task.taskType) ? decisionResult(task) : '';
}

/** What nobody has heard of stands after what has not ended. */
const worstFirst = [
  'FAILED_WITH_TERMINAL_ERROR',
  'FAILED',
  'TIMED_OUT',
  'CANCELED',
  'IN_PROGRESS',
  'SCHEDULED',
  'unknown',
  'COMPLETED_WITH_ERRORS',
  'COMPLETED',
  'SKIPPED',
];

function severity(status: string): number {
  const at = worstFirst.indexOf(status);
  return at === -1 ? worstFirst.indexOf('unknown') : at;
}

/** All branches of a large dynamic fork as one: as bad as the worst of them, over when all are. */
function forkRun(node: GraphNode, attempts: readonly Task[]): NodeRun {
  const branches = branchRuns(node.members, attempts);
  const statuses = new Set<string>();
  let [startTime, endTime] = [0, 0];
  let isOver = true;
  for (const branch of branches.each) {
    isOver &&= isTaskTerminal(branch.status);
    if (branch.status === '') continue;
    statuses.add(branch.status);
    if (branch.startTime > 0 && (startTime === 0 || branch.startTime < startTime))
      startTime = branch.startTime;
    endTime = Math.max(endTime, branch.endTime);
  }
  const [worst = ''] = [...statuses].toSorted((a, b) => severity(a) - severity(b));
  const reason = branches.each.find(({ status }) => status === worst)?.reason ?? '';
  return {
    status: worst,
    attempts: 1,
    iteration: 0,
    iterations: 0,
    startTime,
    waited: 0,
    endTime: isOver ? endTime : 0,
    reason,
    hasEnded: false,
    decision: '',
    branches,
  };
}

/** A join or a loop fails and waits because of a task before or inside it: that task tells more. */
const consequent = new Set(['JOIN', 'EXCLUSIVE_JOIN', 'DO_WHILE']);

function focusOf(graph: WorkflowGraph, nodes: ReadonlyMap<string, NodeRun>): GraphNode | null {
  const rank = (node: GraphNode): number => {
    const run = nodes.get(node.id);
    if (run === undefined) return 0;
    const own = consequent.has(node.type) ? 0 : 1;
    if (isTaskTerminal(run.status)) {
      return isTaskSuccessful(run.status) || run.status === 'CANCELED' ? 0 : 5 + own;
    }
    return (run.status === 'SCHEDULED' ? 1 : 3) + own;
  };
  let best: GraphNode | null = null;
  let bestRank = 0;
  for (const node of graph.nodes) {
    if (rank(node) <= bestRank) continue;
    best = node;
    bestRank = rank(node);
  }
  return best;
}
