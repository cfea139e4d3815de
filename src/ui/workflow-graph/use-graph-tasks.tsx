import { useMemo } from 'react';
import {
  graphSearch,
  hitKey,
  taskTypeInfo,
  type GraphNode,
  type NodeRun,
  type WorkflowGraph,
} from '#graph/index.ts';
import { useOfferTasks } from '../page-tasks.ts';
import { hitTitle } from './hit-words.ts';
import { TypeIcon } from './type-icon.tsx';

export interface GraphTasks {
  readonly graph: WorkflowGraph;
  readonly runs: ReadonlyMap<string, NodeRun> | undefined;
  readonly onSelect: ((node: GraphNode, branch?: string) => void) | undefined;
  readonly copyLink: (() => void) | null;
}

/** Offers the tasks of a graph to whoever looks for one from anywhere in the page. */
export function useGraphTasks({ graph, runs, onSelect, copyLink }: GraphTasks): void {
  // Costs nothing before it is first asked.
  const search = useMemo(() => graphSearch(graph), [graph]);
  useOfferTasks(
    (query, most) =>
      search.findNamed(query, most).map((hit) => {
        const { node, branch } = hit;
        return {
          id: `${node.id} ${branch}`,
          label: hitTitle(hit),
          detail: branch === -1 ? taskTypeInfo(node.type).label : 'Branch',
          icon: <TypeIcon family={node.kind === 'placeholder' ? 'fork' : taskTypeInfo(node.type).family} />,
          go: () => onSelect?.(node, hitKey(hit, runs)),
        };
      }),
    copyLink,
  );
}
