import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import {
  ancestorsOf,
  canOpen,
  hiddenCounts,
  type GraphLayout,
  type GraphNode,
  type WorkflowGraph as Graph,
} from '#graph/index.ts';
import type { Folding } from './use-folding.ts';
import type { WorkflowGraphProps } from './workflow-graph.tsx';

/** Whether what is inside a block shows. */
interface Fold {
  readonly isOpen: boolean;
  /** How many tasks a folded block hides; 0 for a sub-workflow of which nothing is known yet. */
  readonly hidden: number;
}

export interface Blocks {
  /** Null for a task that has nothing inside to show. */
  readonly foldOf: (node: GraphNode) => Fold | null;
  /** Folds a block, or shows what is inside it. */
  readonly toggle: (node: GraphNode) => void;
  /** Folds every block of the workflow itself, or unfolds all if any is folded. */
  readonly toggleAll: () => void;
}

type Callbacks = RefObject<Pick<WorkflowGraphProps, 'onSelect' | 'onExpand'>>;

/** The blocks that can be folded, and the sub-workflows that can be drawn in place. */
export function useBlocks(
  layout: GraphLayout,
  folding: Folding,
  selected: GraphNode | null,
  callbacks: Callbacks,
  canExpand: boolean,
): Blocks {
  const { graph } = layout;
  const heads = useMemo(() => headsOf(graph), [graph]);
  const { folded, toggle, setFolded, unfoldTo } = folding;

  // What is selected from outside must be seen.
  const reveal = useEffectEvent((id: string) => {
    const node = graph.byId.get(id);
    if (node !== undefined && layout.placeOf(node)?.node !== node) unfoldTo(node);
  });
  const selectedId = selected?.id;
  useEffect(() => {
    if (selectedId !== undefined) reveal(selectedId);
  }, [selectedId]);

  const hidden = useMemo(() => hiddenCounts(layout), [layout]);
  // Known through a ref, so that a selection draws no card again but the two it concerns.
  const current = useRef(selected);
  useLayoutEffect(() => {
    current.current = selected;
  }, [selected]);

  return useMemo(() => {
    const select = (node: GraphNode) => {
      if (current.current !== null && ancestorsOf(current.current).includes(node))
        callbacks.current.onSelect?.(node);
    };
    return {
      foldOf: (node) => {
        const { subWorkflow } = node;
        if (subWorkflow !== null && !subWorkflow.isOpen)
          return canExpand && canOpen(subWorkflow) ? { isOpen: false, hidden: 0 } : null;
        if (!heads.has(node)) return null;
        return { isOpen: !folded.has(node.id), hidden: hidden.get(node.id) ?? 0 };
      },
      toggle: (node) => {
        if (node.subWorkflow !== null && !folded.has(node.id)) {
          select(node);
          callbacks.current.onExpand?.(node);
        } else if (heads.has(node)) {
          select(node);
          toggle(node.id);
        }
      },
      toggleAll: () => {
        if (folded.size > 0) return setFolded([]);
        const outer = [...heads].filter(({ parent }) => parent === null);
        for (const head of outer) select(head);
        return setFolded(outer.map(({ id }) => id));
      },
    };
  }, [hidden, heads, folded, toggle, setFolded, callbacks, canExpand]);
}

function headsOf(graph: Graph): ReadonlySet<GraphNode> {
  const heads = new Set<GraphNode>();
  for (const block of graph.blocks)
    if (block.kind === 'group' && block.branches.length > 0) heads.add(block.node);
  return heads;
}
