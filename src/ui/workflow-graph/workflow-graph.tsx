import { ReactFlowProvider } from '@xyflow/react';
import { useLayoutEffect, useRef, useState, type ReactElement } from 'react';
import type { Direction, GraphNode, RunOverlay, WorkflowGraph as Graph } from '#graph/index.ts';
import { GraphCanvas } from './graph-canvas.tsx';
import { useOutline } from './use-outline.ts';
import type { Size } from './view.ts';
import classes from './workflow-graph.module.css';

export interface WorkflowGraphProps {
  readonly graph: Graph;
  /** The run to show on the graph; without one it is a definition. */
  readonly overlay?: RunOverlay | undefined;
  /** A node's id, or the reference name of a task, also of a branch in a matrix. Comes into view when it changes. */
  readonly selected?: string | null | undefined;
  /** `branch` is the reference name of the task, where one branch of a matrix was chosen. */
  readonly onSelect?: ((node: GraphNode | null, branch?: string) => void) | undefined;
  /** Enter or a double click on a task. */
  readonly onOpen?: ((node: GraphNode) => void) | undefined;
  /** Asked to draw a sub-workflow in place, or to stop; without it none can be. */
  readonly onExpand?: ((node: GraphNode) => void) | undefined;
  /** By node id: that a sub-workflow is being fetched, or why it cannot be drawn. */
  readonly expansionNotes?: ReadonlyMap<string, string> | undefined;
  /** Asked to show another iteration of a loop. */
  readonly onIteration?: ((loop: GraphNode, iteration: number) => void) | undefined;
  readonly direction?: Direction | undefined;
  /** A node's id or reference name to open at, instead of the start. Later changes move nothing. */
  readonly focus?: string | null | undefined;
  /** The address of what is selected; without it there is none to copy. */
  readonly link?: (() => string) | undefined;
  /** Of the execution that the overlay shows: files with its picture are named after it. */
  readonly runId?: string | undefined;
  /** What a picture of the graph says below it, in parts; otherwise the name and the version. */
  readonly caption?: readonly string[] | undefined;
  /** What the graph is of, for those who cannot see it. */
  readonly ariaLabel: string;
}

/** A workflow drawn as a graph, filling whatever it is put in. */
export function WorkflowGraph(props: WorkflowGraphProps): ReactElement {
  const stageRef = useRef<HTMLDivElement>(null);
  const outline = useOutline();
  const [aside, setAside] = useState<HTMLDivElement | null>(null);
  const [size, setSize] = useState<Size | null>(null);

  // The first view depends on the room there is, so nothing is drawn before that is known.
  useLayoutEffect(() => {
    const stage = stageRef.current;
    if (stage === null) return undefined;
    const observer = new ResizeObserver(() => measure());
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = stage;
      if (width === 0 || height === 0) return;
      setSize((known) => known ?? { width, height });
      observer.disconnect();
    };
    observer.observe(stage);
    measure();
    return () => observer.disconnect();
  }, []);

  return (
    <div className={classes['root']}>
      {outline.isOpen && <div ref={setAside} className={classes['aside']} />}
      <div ref={stageRef} className={classes['stage']}>
        {size !== null && (
          <ReactFlowProvider>
            <GraphCanvas {...props} openingSize={size} outline={outline} aside={aside} />
          </ReactFlowProvider>
        )}
      </div>
    </div>
  );
}
