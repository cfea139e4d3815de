import type { ReactElement } from 'react';
import type { GraphNode, RunOverlay, WorkflowGraph as Graph } from '#graph/index.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { WorkflowGraph } from '#ui/workflow-graph/workflow-graph.tsx';
import { keyOf } from '../model/selection.ts';
import classes from './execution.module.css';

export interface GraphTabProps {
  readonly name: string;
  readonly graph: Graph;
  readonly overlay: RunOverlay;
  readonly hasDefinition: boolean;
  /** How the address names it: a node, or a task that a node stands for. */
  readonly selected: string | null;
  /** Kept while another tab is shown, so that it comes back as it was left. */
  readonly hidden: boolean;
  readonly onSelect: (key: string | null) => void;
  readonly onOpen: () => void;
  readonly onExpand: (node: GraphNode) => void;
  readonly expansionNotes: ReadonlyMap<string, string>;
  readonly onIteration: (loop: GraphNode, iteration: number) => void;
}

/** The run on the graph of its definition. */
export function GraphTab(props: GraphTabProps): ReactElement {
  const { name, graph, overlay, hasDefinition, selected, hidden, onSelect, onOpen } = props;
  const { onExpand, expansionNotes, onIteration } = props;
  if (!hasDefinition) {
    return (
      <div hidden={hidden} className={classes['graph']}>
        <EmptyState title="There is no graph to draw">
          <p>
            The server sent no definition with this execution. The Timeline and Tasks tabs show what it did.
          </p>
        </EmptyState>
      </div>
    );
  }
  return (
    <div hidden={hidden} className={classes['graph']}>
      <WorkflowGraph
        graph={graph}
        overlay={overlay}
        selected={selected}
        focus={selected ?? keyOf(overlay.focus)}
        onSelect={(node: GraphNode | null, branch?: string) => onSelect(branch ?? keyOf(node))}
        onOpen={onOpen}
        onExpand={onExpand}
        expansionNotes={expansionNotes}
        onIteration={onIteration}
        ariaLabel={`Graph of ${name}`}
      />
    </div>
  );
}
