import type { GraphNode, WorkflowGraph } from '#graph/index.ts';
import { nodeTitle } from '../spoken-name.ts';

export interface NamedGraph {
  readonly graph: WorkflowGraph;
  /** Of the execution; undefined for a definition. */
  readonly runId: string | undefined;
}

/** Enough of an execution's id to tell it from others, and to find it again. */
const idLength = 8;

/**
 * `order_flow-v3-check_stock.svg`, and of a run `order_flow-v3-7f57e796-check_stock.svg`, without what some file system
 * does not take.
 */
export function fileName(
  { graph, runId }: NamedGraph,
  root: GraphNode | null,
  ending: 'svg' | 'png',
): string {
  const parts = [graph.name || 'workflow'];
  if (graph.version !== null) parts.push(`v${graph.version}`);
  if (runId !== undefined) parts.push(runId.slice(0, idLength));
  if (root !== null) parts.push(nodeTitle(root));
  const safe = parts.map((part) =>
    part
      .replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '_')
      .slice(0, 80)
      .toWellFormed(),
  );
  return `${safe.join('-').replace(/^\.+/, '_')}.${ending}`;
}
