import { useEffect, useMemo, useState } from 'react';
import { graphSearch, type RunOverlay, type SearchHit, type WorkflowGraph } from '#graph/index.ts';
import { inSlices } from '#lib/slices.ts';

export interface Search {
  readonly hits: readonly SearchHit[];
  /** How much of the inputs has been looked through, from 0 to 1; null while that is not worth telling. */
  readonly looked: number | null;
}

/** What the inputs of a run were looked through for, and what was found. */
interface Look {
  readonly query: string;
  readonly graph: WorkflowGraph;
  readonly run: RunOverlay | undefined;
  readonly hits: readonly SearchHit[];
}

/** How long nobody types before the inputs are looked through, in milliseconds. */
const pause = 180;

/**
 * What a query finds: by names, types and statuses at once, and in the inputs of the run after a pause and in slices,
 * however much they are. As the run goes on, what was found stays until the next look is over.
 */
export function useSearch(graph: WorkflowGraph, query: string, run: RunOverlay | undefined): Search {
  const search = useMemo(() => graphSearch(graph), [graph]);
  const atOnce = useMemo(() => search.find(query, run?.nodes), [search, query, run]);
  const [look, setLook] = useState<Look | null>(null);
  const [looked, setLooked] = useState<number | null>(null);
  const isOfQuery = look !== null && look.query === query && look.graph === graph;
  // A newer run waits until the look at the last one is over: a busy one would never be looked through.
  const [seen, see] = useState(run);
  if (seen !== run && (query === '' || (isOfQuery && look.run === seen))) see(run);

  useEffect(() => {
    if (query.trim() === '') return undefined;
    const stopper = new AbortController();
    const { signal } = stopper;
    const total = graph.nodes.reduce((sum, { members }) => sum + 1 + members.length, 0);
    const begin = async (): Promise<void> => {
      const steps = search.findInInputs(query, seen);
      const found = await inSlices(steps, { signal, onProgress: setLooked }, total);
      setLook({ query, graph, run: seen, hits: found.filter((hit) => hit !== null) });
      setLooked(null);
    };
    const timer = setTimeout(() => {
      begin().catch((cause: unknown) => {
        if (!signal.aborted) throw cause;
      });
    }, pause);
    return () => {
      clearTimeout(timer);
      stopper.abort();
      setLooked(null);
    };
  }, [search, graph, query, seen]);

  return { hits: isOfQuery ? look.hits : atOnce, looked };
}
