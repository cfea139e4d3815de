import { nodeOfTask } from './run.ts';
import { scopedRef, type GraphNode, type WorkflowGraph } from './types.ts';

/** A SUB_WORKFLOW task on the way to a place, as the place's name calls it. */
interface WayStep {
  readonly node: GraphNode;
  /** With the iterations of the loops around it, where those are told. */
  readonly ref: string;
}

/**
 * What a name such as `sub__2/child/x__1` stands for: the task `x` in its first iteration, of the workflow that `child`
 * runs, in that which `sub` runs in its second. A name may leave the iterations out.
 */
export interface NamedPlace {
  /** The sub-workflows on the way, outermost first, as far as they are known. */
  readonly way: readonly WayStep[];
  /** The name behind them. */
  readonly ref: string;
  /** Undefined where nothing is called so, or not yet: what it is in may be closed. */
  readonly node: GraphNode | undefined;
}

export function placeNamed(graph: WorkflowGraph, name: string): NamedPlace {
  const way: WayStep[] = [];
  let scope = '';
  let ref = name;
  for (;;) {
    const node = nodeCalled(graph, scopedRef(scope, ref));
    if (node?.scope === scope) return { way, ref, node };
    const step = nextStep(graph, scope, ref);
    if (step === undefined) return { way, ref, node };
    way.push(step);
    scope = step.node.id;
    ref = ref.slice(step.ref.length + 1);
  }
}

/** The sub-workflow to open next on the way to a task that is not drawn yet. */
export function closedAround({ node, way }: NamedPlace): GraphNode | undefined {
  const last = way.at(-1)?.node;
  const isClosed = last?.subWorkflow?.isOpen === false && !last.subWorkflow.isRecursive;
  return node === undefined && isClosed ? last : undefined;
}

function nextStep(graph: WorkflowGraph, scope: string, name: string): WayStep | undefined {
  for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1)) {
    const ref = name.slice(0, at);
    const node = nodeCalled(graph, scopedRef(scope, ref));
    if (node !== undefined && node.subWorkflow !== null && node.scope === scope) return { node, ref };
  }
  return undefined;
}

function nodeCalled(graph: WorkflowGraph, name: string): GraphNode | undefined {
  return graph.byId.get(name) ?? nodeOfTask(graph, name);
}
