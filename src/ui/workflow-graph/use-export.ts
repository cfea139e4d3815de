import { useEffect, useRef, useState } from 'react';
import type { GraphLayout, GraphNode, NodeRun } from '#graph/index.ts';
import { notifyDone, notifyFailed } from '../notify.tsx';
import type { ExportKind } from './export/export.ts';

/** The graph as it shows in the page. */
export interface ShownGraph {
  readonly layout: GraphLayout;
  /** By node id; undefined for a definition. */
  readonly runs: ReadonlyMap<string, NodeRun> | undefined;
  readonly taken: ReadonlySet<string> | undefined;
  /** Of the execution; undefined for a definition. */
  readonly runId: string | undefined;
  /** What the graph is of. */
  readonly title: string;
  /** The same for a picture, which stands alone: a name and a version, and more about a run. */
  readonly caption: readonly string[];
}

export interface GraphExport {
  /** How much of it is done, from 0 to 1; null while there is none, or none to speak of. */
  readonly share: number | null;
  /** Exports a task with what is inside it, or with null everything. An export under way is called off. */
  readonly start: (kind: ExportKind, root: GraphNode | null) => void;
  readonly cancel: () => void;
}

/** Work that is done before one notices needs no word about its progress. */
const noticeable = 300;

/** Takes a graph out of the page, with notices of how that went. */
export function useExport(shown: ShownGraph): GraphExport {
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const end = (controller: AbortController | null): void => {
    if (running.current !== controller) return;
    running.current = null;
    setShare(null);
  };
  const start = (kind: ExportKind, root: GraphNode | null): void => {
    running.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const onProgress = afterAWhile((done) => {
      if (!signal.aborted) setShare(done);
    });
    // The code for it is fetched with the first export: most visits have none.
    import('./export/export.ts')
      .then(({ exportGraph }) => exportGraph(kind, { ...shown, root }, { signal, onProgress }))
      .then((words) => (words === '' ? undefined : notifyDone(words)))
      .catch((error: unknown) => {
        if (!signal.aborted) notifyFailed('The graph could not be exported', error);
      })
      .finally(() => end(controller));
  };
  const cancel = (): void => {
    running.current?.abort();
    end(running.current);
  };
  return { share, start, cancel };
}

function afterAWhile(report: (share: number) => void): (share: number) => void {
  const began = performance.now();
  return (share) => {
    if (performance.now() - began > noticeable) report(share);
  };
}
