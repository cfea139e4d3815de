import { isTaskSuccessful, isTaskTerminal, type Task } from '#contract/index.ts';
import { listOf, textOf } from './json.ts';
import type { NodeRun } from './run.ts';
import type { GraphEdge, GraphNode, WorkflowGraph } from './types.ts';

const framed: ReadonlySet<string> = new Set(['DO_WHILE', 'SUB_WORKFLOW']);

/** The edges a run has gone along, in one pass: the ways into a junction come before the ways out. */
export function takenEdges(
  graph: WorkflowGraph,
  runs: ReadonlyMap<string, NodeRun>,
  latest: ReadonlyMap<string, Task>,
  /** Of the workflow, as the API names it; where it is not known, the tasks tell how far the run has come. */
  status: string | undefined,
): ReadonlySet<string> {
  const taken = new Set<string>();
  const junctions = new Set<GraphNode>();

  const isDone = ({ id }: GraphNode): boolean => {
    const run = runs.get(id);
    return run !== undefined && isTaskTerminal(run.status) && isTaskSuccessful(run.status);
  };
  const isFramed = ({ head }: GraphNode) => head !== null && framed.has(head.type);
  // A loop or sub-workflow that succeeded has been gone through, whichever of its tasks are known or shown.
  const isThrough = ({ head }: GraphNode): boolean => head !== null && framed.has(head.type) && isDone(head);
  const isReached = (node: GraphNode): boolean =>
    node.kind === 'start'
      ? status !== undefined || runs.size > 0
      : junctions.has(node) || runs.has(node.id) || isThrough(node);
  const isLeft = (node: GraphNode): boolean => {
    if (runs.has(node.id)) return isDone(node);
    // Its last task may be done, and the loop go round once more.
    return isFramed(node) ? isThrough(node) : isReached(node);
  };
  const isTaken = (edge: GraphEdge): boolean => {
    if (edge.kind === 'pass')
      return isPassTaken(graph, edge, isLeft(edge.source), latest.get(edge.source.id));
    const { source, target } = edge;
    // A join is there from the start of its fork, long before its branches come to it.
    if (target.kind === 'junction') return isLeft(source);
    // Its last task may be done while others are not, or the run have failed elsewhere.
    if (target.kind === 'end') return isLeft(source) && (status ?? 'COMPLETED') === 'COMPLETED';
    return isReached(source) && runs.has(target.id);
  };

  for (const edge of graph.edges) {
    if (!isTaken(edge)) continue;
    taken.add(edge.id);
    if (edge.target.kind === 'junction') junctions.add(edge.target);
  }
  for (const { id, kind, source, target } of graph.crossEdges)
    if (kind === 'joins' && isDone(source) && runs.has(target.id)) taken.add(id);
  return taken;
}

/** An empty branch leaves no task behind: for a decision, its result tells whether it was taken. */
function isPassTaken(
  graph: WorkflowGraph,
  edge: GraphEdge,
  isLeft: boolean,
  head: Task | undefined,
): boolean {
  if (!isLeft || head === undefined) return false;
  if (edge.label === '') return true;
  const result = decisionResult(head);
  if (!edge.isDefault) return edge.label === result;
  const others = graph.outgoing.get(edge.source.id) ?? [];
  return !others.some((other) => !other.isDefault && other.label === result);
}

/** The value that a decision went by; '' where its task does not tell. */
export function decisionResult(task: Task): string {
  const { outputData, inputData } = task;
  const results = [
    outputData['selectedCase'],
    listOf(outputData['evaluationResult'])[0],
    listOf(outputData['caseOutput'])[0],
    inputData['case'],
  ];
  return textOf(results.find((result) => result !== undefined && result !== null));
}
