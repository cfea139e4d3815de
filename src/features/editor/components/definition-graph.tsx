import type { ReactElement } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { GraphNode } from '#graph/index.ts';
import { WorkflowGraph } from '#ui/workflow-graph/workflow-graph.tsx';
import { useTaskLink } from '#ui/task-link.ts';
import type { SelectedTask } from '../hooks/use-selected-task.ts';
import type { Problem } from '../model/problem.ts';
import classes from './editor.module.css';

export interface DefinitionGraphProps {
  readonly name: string;
  readonly selected: SelectedTask;
  /** Why the graph is not of the text as it stands; undefined while it is. */
  readonly stale: Problem | undefined;
  readonly onSelect: (node: GraphNode | null) => void;
  readonly onOpen: (node: GraphNode) => void;
  readonly onShowProblem: (problem: Problem) => void;
}

/** The definition as a graph. A broken text leaves the last valid one standing, and says so. */
export function DefinitionGraph(props: DefinitionGraphProps): ReactElement {
  const { name, selected, stale, onSelect, onOpen, onShowProblem } = props;
  const link = useTaskLink(selected.id ?? '');
  return (
    <section className={classes['graph']} aria-label="Graph">
      <div className={classes['drawing']}>
        <WorkflowGraph
          graph={selected.graph}
          selected={selected.id}
          onSelect={onSelect}
          onOpen={onOpen}
          onExpand={selected.subWorkflows.toggle}
          expansionNotes={selected.subWorkflows.notes}
          link={link}
          ariaLabel={`Graph of ${name === '' ? 'the workflow' : name}`}
        />
      </div>
      {stale !== undefined && <StaleNote problem={stale} onShow={onShowProblem} />}
    </section>
  );
}

interface StaleNoteProps {
  readonly problem: Problem;
  readonly onShow: (problem: Problem) => void;
}

function StaleNote({ problem, onShow }: StaleNoteProps): ReactElement {
  return (
    <div className={classes['stale']} role="status">
      <TriangleAlert size={14} aria-hidden />
      <span>
        Showing the last valid state;{' '}
        <button type="button" onClick={() => onShow(problem)}>
          line {problem.line}
        </button>
        : {problem.message}
      </span>
    </div>
  );
}
