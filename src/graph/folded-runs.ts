import { isTaskSuccessful, isTaskTerminal } from '#contract/index.ts';
import type { GraphLayout } from './placed.ts';
import { isSelectable } from './navigate.ts';
import type { NodeRun } from './run.ts';

/** How many tasks each folded block hides, by the id of its head. */
export function hiddenCounts(layout: GraphLayout): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  if (layout.folded.size === 0) return counts;
  for (const node of layout.graph.nodes) {
    const shown = layout.placeOf(node)?.node;
    if (shown === undefined || shown === node || !isSelectable(node)) continue;
    counts.set(shown.id, (counts.get(shown.id) ?? 0) + 1);
  }
  return counts;
}

/** The runs of the nodes that are drawn: a folded block is as bad as the worst of what is inside it. */
export function foldedRuns(
  layout: GraphLayout,
  runs: ReadonlyMap<string, NodeRun>,
): ReadonlyMap<string, NodeRun> {
  if (layout.folded.size === 0) return runs;
  const merged = new Map(runs);
  for (const node of layout.graph.nodes) {
    const shown = layout.placeOf(node)?.node;
    const run = runs.get(node.id);
    if (shown === undefined || shown === node || run === undefined) continue;
    const head = merged.get(shown.id);
    if (head === undefined || rank(run) > rank(head))
      merged.set(shown.id, { ...(head ?? run), status: run.status, reason: run.reason });
  }
  return merged;
}

/** What is worth knowing first: failures, then what runs. */
function rank({ status }: NodeRun): number {
  if (!isTaskTerminal(status)) return status === 'SCHEDULED' ? 2 : 3;
  if (isTaskSuccessful(status)) return status === 'COMPLETED_WITH_ERRORS' ? 1 : 0;
  return status === 'CANCELED' ? 4 : 5;
}
