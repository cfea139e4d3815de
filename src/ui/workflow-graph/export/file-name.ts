import type { GraphNode, WorkflowGraph } from '#graph/index.ts';
import { nodeTitle } from '../spoken-name.ts';

/** `order_flow-v3-check_stock.svg`, without what some file system does not take. */
export function fileName(graph: WorkflowGraph, root: GraphNode | null, ending: 'svg' | 'png'): string {
  const parts = [graph.name || 'workflow'];
  if (graph.version !== null) parts.push(`v${graph.version}`);
  if (root !== null) parts.push(nodeTitle(root));
  const safe = parts.map((part) =>
    part
      .replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '_')
      .slice(0, 80)
      .toWellFormed(),
  );
  return `${safe.join('-').replace(/^\.+/, '_')}.${ending}`;
}
