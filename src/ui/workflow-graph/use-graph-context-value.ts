import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { scopedRef, type GraphLayout, type GraphNode, type LoopRun, type NodeRun } from '#graph/index.ts';
import { createGraphStore, type GraphContextValue, type GraphStore } from './graph-store.ts';
import { useBlocks } from './use-blocks.ts';
import type { Folding } from './use-folding.ts';
import { useSameLoops } from './use-same-loops.ts';
import type { WorkflowGraphProps } from './workflow-graph.tsx';

const noNotes = new Map<string, never>();
const noLoops: ReadonlyMap<string, LoopRun> = new Map();

type Callbacks = Pick<WorkflowGraphProps, 'onSelect' | 'onOpen' | 'onExpand' | 'onIteration'>;

/** A store that holds how each node went and which one is selected, from before the first card is drawn. */
export function useFilledStore(
  runs: ReadonlyMap<string, NodeRun>,
  selectedId: string | null,
  selectedKey: string | null | undefined,
): GraphStore {
  const [store] = useState(() => {
    const made = createGraphStore();
    made.setRuns(runs);
    made.select(selectedId, selectedKey);
    return made;
  });
  useLayoutEffect(() => store.setRuns(runs), [store, runs]);
  useLayoutEffect(() => store.select(selectedId, selectedKey), [store, selectedId, selectedKey]);
  return store;
}

/** What the cards of a graph share. */
export function useGraphContextValue(
  props: WorkflowGraphProps,
  store: GraphStore,
  layout: GraphLayout,
  folding: Folding,
  selected: GraphNode | null,
  focusGraph: () => void,
): GraphContextValue {
  const { overlay, expansionNotes = noNotes } = props;
  const callbacks = useLatest(props);
  const isRun = overlay !== undefined;
  const loops = useSameLoops(overlay?.loops ?? noLoops);
  const blocks = useBlocks(layout, folding, selected, callbacks, props.onExpand !== undefined);
  return useMemo<GraphContextValue>(
    () => ({
      store,
      isRun,
      select: (node) => {
        focusGraph();
        callbacks.current.onSelect?.(node);
      },
      selectBranch: (matrix, ref) => callbacks.current.onSelect?.(matrix, scopedRef(matrix.scope, ref)),
      open: (node) => callbacks.current.onOpen?.(node),
      blocks,
      noteOf: (node) => expansionNotes.get(node.id) ?? '',
      loops,
      showIteration: (loop, iteration) => callbacks.current.onIteration?.(loop, iteration),
      leave: focusGraph,
    }),
    [store, isRun, focusGraph, callbacks, blocks, expansionNotes, loops],
  );
}

/** Cards keep the same callbacks for good, so that a new one from outside draws none of them again. */
function useLatest({ onSelect, onOpen, onExpand, onIteration }: Callbacks): RefObject<Callbacks> {
  const callbacks = useRef({ onSelect, onOpen, onExpand, onIteration });
  useLayoutEffect(() => {
    callbacks.current = { onSelect, onOpen, onExpand, onIteration };
  }, [onSelect, onOpen, onExpand, onIteration]);
  return callbacks;
}
