import { useMemo, useState, type ReactElement } from 'react';
import type { Task } from '#contract/index.ts';
import { buildGraph, type ChosenIterations, type Direction, type GraphNode } from '#graph/index.ts';
import { useRunGraph } from '#ui/workflow-graph/use-run-graph.ts';
import { WorkflowGraph } from '#ui/workflow-graph/workflow-graph.tsx';
import type { Shape } from './shapes/shape.ts';
import classes from './gallery-page.module.css';

export interface ShapeGraphProps {
  readonly shape: Shape;
  readonly direction: Direction;
}

const noTasks: readonly Task[] = [];

/** A shape, as the pages draw their definitions and runs. */
export function ShapeGraph({ shape, direction }: ShapeGraphProps): ReactElement {
  const { library = {}, title } = shape;
  const [definition] = useState(shape.definition);
  const [tasks] = useState(() => shape.tasks?.() ?? noTasks);
  const [inside] = useState(() => shape.inside?.());
  const [open, setOpen] = useState<ReadonlyMap<string, string>>(() => openFrom(shape));
  const [iterations, setIterations] = useState<ChosenIterations>(new Map());
  const [selected, select] = useState<string | null>(null);
  const expansions = useMemo(
    () => new Map([...open].map(([id, name]) => [id, library[name]])),
    [open, library],
  );
  const { graph, overlay } = useRunGraph(definition, tasks, {
    expansions,
    iterations,
    ...(inside === undefined ? {} : { inside }),
  });

  function toggle({ id, subWorkflow }: GraphNode): void {
    setOpen((before) => {
      const after = new Map(before);
      if (!after.delete(id) && subWorkflow !== null) after.set(id, subWorkflow.name);
      return after;
    });
  }

  return (
    <div className={classes['graph']}>
      <WorkflowGraph
        graph={graph}
        overlay={shape.tasks === undefined ? undefined : overlay}
        selected={selected}
        focus={shape.tasks === undefined ? null : (overlay.focus?.id ?? null)}
        onSelect={(node) => select(node?.id ?? null)}
        onExpand={toggle}
        onIteration={(loop, iteration) => setIterations((before) => new Map(before).set(loop.id, iteration))}
        direction={direction}
        ariaLabel={`Graph of ${title}`}
      />
    </div>
  );
}

/** Which sub-workflows are drawn in place at first, by node id; their tasks' names are those of the library. */
function openFrom({ open = [], definition, library = {} }: Shape): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const id of open) {
    const expansions = new Map([...found].map(([known, name]) => [known, library[name]]));
    const name = buildGraph(definition(), { expansions }).byId.get(id)?.subWorkflow?.name;
    if (name !== undefined) found.set(id, name);
  }
  return found;
}
