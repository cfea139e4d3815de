import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { isSameBranches, type GraphNode, type LoopRun, type NodeRun } from '#graph/index.ts';
import type { Blocks } from './use-blocks.ts';

type Listener = () => void;

/** What changes about a node while the drawing stays: each node listens for itself alone. */
export interface GraphStore {
  subscribe(id: string, listener: Listener): Listener;
  /** Hears of every change. */
  subscribeAll(listener: Listener): Listener;
  run(id: string): NodeRun | undefined;
  isSelected(id: string): boolean;
  selectedId(): string | null;
  /** Whether a search has found it. */
  isHit(id: string): boolean;
  setRuns(runs: ReadonlyMap<string, NodeRun>): void;
  /** `key` is how the selection was named: it may be one of the tasks that the node stands for. */
  select(id: string | null, key?: string | null): void;
  selectedKey(id: string): string | null;
  /** Takes the focus into a matrix, as soon as it is drawn. */
  enter(id: string): void;
  /** Whether this matrix is to take the focus; asked once. */
  takeEntry(id: string): boolean;
  setHits(ids: ReadonlySet<string>): void;
}

export function createGraphStore(): GraphStore {
  const listeners = new Map<string, Set<Listener>>();
  const all = new Set<Listener>();
  let runs: ReadonlyMap<string, NodeRun> = new Map();
  let selected: string | null = null;
  let hits: ReadonlySet<string> = new Set();
  let selectedKey: string | null = null;
  let entered: string | null = null;

  const notify = (ids: Iterable<string>): void => {
    let changed = false;
    for (const id of ids) {
      changed = true;
      for (const listener of listeners.get(id) ?? []) listener();
    }
    if (changed) for (const listener of all) listener();
  };

  return {
    subscribe(id, listener) {
      const own = listeners.get(id) ?? new Set();
      listeners.set(id, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(id);
      };
    },
    subscribeAll(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    run: (id) => runs.get(id),
    isSelected: (id) => id === selected,
    selectedId: () => selected,
    isHit: (id) => hits.has(id),
    setRuns(next) {
      const changed = new Set<string>();
      const merged = new Map<string, NodeRun>();
      for (const [id, run] of next) {
        const known = runs.get(id);
        // An equal run keeps its identity, so that its card is not drawn again.
        if (known !== undefined && isSameRun(known, run)) merged.set(id, known);
        else {
          merged.set(id, run);
          changed.add(id);
        }
      }
      for (const id of runs.keys()) if (!next.has(id)) changed.add(id);
      runs = merged;
      notify(changed);
    },
    select(id, key = id) {
      if (id === selected && key === selectedKey) return;
      const changed = new Set([selected, id].filter((each) => each !== null));
      selected = id;
      selectedKey = key;
      notify(changed);
    },
    setHits(next) {
      const before = hits;
      hits = next;
      if (before.size === 0 && next.size === 0) return;
      // There may be thousands of hits, and few of them are drawn: only those listen.
      for (const [id, own] of listeners)
        if (before.has(id) !== next.has(id)) for (const listener of own) listener();
      for (const listener of all) listener();
    },
    selectedKey: (id) => (id === selected ? selectedKey : null),
    enter(id) {
      entered = id;
      notify([id]);
    },
    takeEntry(id) {
      if (id !== entered) return false;
      entered = null;
      return true;
    },
  };
}

function isSameRun(a: NodeRun, b: NodeRun): boolean {
  return (
    a.status === b.status &&
    a.attempts === b.attempts &&
    a.iteration === b.iteration &&
    a.iterations === b.iterations &&
    a.startTime === b.startTime &&
    a.endTime === b.endTime &&
    a.waited === b.waited &&
    a.reason === b.reason &&
    a.hasEnded === b.hasEnded &&
    isSameBranches(a.branches, b.branches)
  );
}

export interface GraphContextValue {
  readonly store: GraphStore;
  /** Whether an execution is shown, and a task without a run is one not reached. */
  readonly isRun: boolean;
  readonly select: (node: GraphNode) => void;
  /** One of the branches that a matrix stands for, by its task's reference name. The focus stays. */
  readonly selectBranch: (matrix: GraphNode, ref: string) => void;
  readonly open: (node: GraphNode) => void;
  readonly blocks: Blocks;
  /** What is being done about a sub-workflow that is to be drawn in place, or why it cannot be; '' for nothing. */
  readonly noteOf: (node: GraphNode) => string;
  /** What became of each loop, by its node's id, and the way to see another iteration. */
  readonly loops: ReadonlyMap<string, LoopRun>;
  readonly showIteration: (loop: GraphNode, iteration: number) => void;
  /** Takes the focus back to the graph. */
  readonly leave: () => void;
}

export const GraphContext = createContext<GraphContextValue | null>(null);

export function useGraphContext(): GraphContextValue {
  const context = useContext(GraphContext);
  if (context === null) throw new Error('A part of the graph stands outside a WorkflowGraph');
  return context;
}

export interface NodeState {
  readonly run: NodeRun | undefined;
  readonly isSelected: boolean;
  readonly isHit: boolean;
}

export function useNodeState(id: string): NodeState {
  const { store } = useGraphContext();
  const subscribe = useCallback((listener: Listener) => store.subscribe(id, listener), [store, id]);
  return {
    run: useSyncExternalStore(subscribe, () => store.run(id)),
    isSelected: useSyncExternalStore(subscribe, () => store.isSelected(id)),
    isHit: useSyncExternalStore(subscribe, () => store.isHit(id)),
  };
}

/** What the address calls the selection, while it is this node or one of its branches. */
export function useSelectedKey(id: string): string | null {
  const { store } = useGraphContext();
  const subscribe = useCallback((listener: Listener) => store.subscribe(id, listener), [store, id]);
  return useSyncExternalStore(subscribe, () => store.selectedKey(id));
}
