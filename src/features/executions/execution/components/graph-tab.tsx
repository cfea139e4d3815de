import type { ReactElement } from 'react';
import { isWorkflowTerminal, type Workflow } from '#contract/index.ts';
import type { GraphNode, RunOverlay, WorkflowGraph as Graph } from '#graph/index.ts';
import { formatAbsolute, type TimeZoneChoice } from '#lib/time.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { statusInfo } from '#ui/status-info.ts';
import { useTimeZone } from '#ui/time-zone.ts';
import { WorkflowGraph } from '#ui/workflow-graph/workflow-graph.tsx';
import { branchKeyOf, keyOf } from '../model/keys.ts';
import classes from './execution.module.css';

export interface GraphTabProps {
  readonly workflow: Workflow;
  readonly graph: Graph;
  readonly overlay: RunOverlay;
  readonly hasDefinition: boolean;
  /** How the graph names it: a node, or a task that a node stands for. */
  readonly selected: string | null;
  /** Kept while another tab is shown, so that it comes back as it was left. */
  readonly hidden: boolean;
  readonly onSelect: (key: string | null) => void;
  readonly link: () => string;
  readonly onOpen: () => void;
  readonly onExpand: (node: GraphNode) => void;
  readonly expansionNotes: ReadonlyMap<string, string>;
  readonly onIteration: (loop: GraphNode, iteration: number) => void;
}

/** The run on the graph of its definition. */
export function GraphTab(props: GraphTabProps): ReactElement {
  const { workflow, graph, overlay, hasDefinition, selected, hidden, onSelect, onOpen } = props;
  const { onExpand, expansionNotes, onIteration } = props;
  const zone = useTimeZone();
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
  const run = { graph, overlay, isLive: !isWorkflowTerminal(workflow.status) };

  function choose(node: GraphNode | null, branch?: string): void {
    if (node === null) onSelect(null);
    else onSelect(branch === undefined ? keyOf(node, run) : branchKeyOf(node, branch, run));
  }

  return (
    <div hidden={hidden} className={classes['graph']}>
      <WorkflowGraph
        graph={graph}
        overlay={overlay}
        selected={selected}
        focus={selected ?? overlay.focus?.id}
        onSelect={choose}
        link={props.link}
        onOpen={onOpen}
        onExpand={onExpand}
        expansionNotes={expansionNotes}
        onIteration={onIteration}
        runId={workflow.workflowId}
        caption={captionOf(workflow, zone)}
        ariaLabel={`Graph of ${workflow.workflowName}`}
      />
    </div>
  );
}

/** What a picture of the run says about it. */
function captionOf(workflow: Workflow, zone: TimeZoneChoice): readonly string[] {
  const { workflowName, workflowVersion, workflowId, status, startTime } = workflow;
  const started = startTime > 0 ? [`started ${formatAbsolute(startTime, zone)}`] : [];
  return [`${workflowName} v${workflowVersion}`, workflowId, statusInfo(status).word, ...started];
}
