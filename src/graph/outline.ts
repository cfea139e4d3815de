import { isSelectable } from './navigate.ts';
import type { GraphNode, WorkflowGraph } from './types.ts';

/** A line of the outline: a task, as deep as it is nested. */
export interface OutlineRow {
  readonly node: GraphNode;
  /** 1 for the tasks of the workflow itself. */
  readonly level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
  /** How many tasks are directly inside. */
  readonly children: number;
  readonly isOpen: boolean;
}

/** The tasks as a tree, written down line by line; what is inside a closed block is left out. */
export function outlineRows(graph: WorkflowGraph, closed: ReadonlySet<string>): readonly OutlineRow[] {
  const children = Map.groupBy(graph.nodes.filter(isSelectable), ({ parent }) => parent);
  const rows: OutlineRow[] = [];
  const open: Level[] = [{ nodes: children.get(null) ?? [], at: 0 }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.at];
    if (node === undefined) {
      open.pop();
      continue;
    }
    level.at += 1;
    const inside = children.get(node) ?? [];
    const isOpen = inside.length > 0 && !closed.has(node.id);
    rows.push({
      node,
      level: open.length,
      position: level.at,
      siblings: level.nodes.length,
      children: inside.length,
      isOpen,
    });
    if (isOpen) open.push({ nodes: inside, at: 0 });
  }
  return rows;
}

interface Level {
  readonly nodes: readonly GraphNode[];
  at: number;
}

/** The blocks around a node, outermost first. */
export function ancestorsOf(node: GraphNode): readonly GraphNode[] {
  const found: GraphNode[] = [];
  for (let at = node.parent; at !== null; at = at.parent) found.push(at);
  return found.toReversed();
}

/**
 * The name of the branch of a block that a node is in; '' where branches have no names. Looked for when first asked.
 */
export function branchLabels(graph: WorkflowGraph): (node: GraphNode) => string {
  let labels: ReadonlyMap<GraphNode, string> | null = null;
  return (node) => {
    labels ??= labelsOf(graph);
    return labels.get(node) ?? '';
  };
}

function labelsOf(graph: WorkflowGraph): ReadonlyMap<GraphNode, string> {
  const labels = new Map<GraphNode, string>();
  for (const block of graph.blocks) {
    if (block.kind !== 'group' || !block.labelled) continue;
    for (const { label, sequence } of block.branches)
      for (const { node } of sequence.blocks) labels.set(node, label);
  }
  return labels;
}
