import { isWorkflowTerminal, type Task, type Workflow } from '#contract/index.ts';
import {
  iterationsOfTask,
  loopsAround,
  nodeOfTask,
  scopedRef,
  type GraphNode,
  type RunOverlay,
  type WorkflowGraph,
} from '#graph/index.ts';
import { iterationsOf, type Iteration, type Step } from './attempts.ts';
import { failingStep } from './outcome.ts';
import { waitsOf } from './waiting.ts';

/** What is shown of an execution beside its tabs: a step of the graph, with what became of it. */
export interface Selection {
  /** A reference name, or the id of a node without one. */
  readonly key: string;
  /** Undefined for a task that is not in the definition. */
  readonly node: GraphNode | undefined;
  /** The steps at this place, the latest iteration first; empty where the run has not come. */
  readonly iterations: readonly Iteration[];
  readonly step: Step | undefined;
  /** The chosen attempt, or the latest. */
  readonly task: Task | undefined;
}

/** Everything a selection is looked up in. */
export interface SelectionSource {
  readonly graph: WorkflowGraph;
  readonly overlay: RunOverlay;
  readonly steps: ReadonlyMap<string, Step>;
}

export function selectionOf(source: SelectionSource, key: string, taskId: string | null): Selection {
  const { graph, overlay, steps } = source;
  const named = steps.get(key);
  const node = nodeNamed(graph, key);
  const iterations = placesOf(overlay, node, named);
  const meant = iterations.find((each) => scopedRef(node?.scope ?? '', each.step.ref) === key);
  // Without one in the key it is the iteration that the graph shows.
  const drawn = iterations.find((each) => each.step.latest === overlay.shown.get(node?.id ?? ''));
  const step = named ?? (isCollection(node) ? undefined : (meant ?? drawn ?? iterations[0])?.step);
  const task = step?.attempts.find((attempt) => attempt.taskId === taskId) ?? step?.latest;
  return { key, node, iterations, step, task };
}

/** The node that a key of the address stands for. */
export function nodeNamed(graph: WorkflowGraph, key: string): GraphNode | undefined {
  return graph.byId.get(key) ?? nodeOfTask(graph, key);
}

/** Whether a node stands for many tasks at once, such as the branches of a large dynamic fork. */
export function isCollection(node: GraphNode | undefined): boolean {
  return node?.kind === 'placeholder';
}

function placesOf(
  overlay: RunOverlay,
  node: GraphNode | undefined,
  named: Step | undefined,
): readonly Iteration[] {
  if (named !== undefined && (node === undefined || isCollection(node))) {
    return [{ iteration: named.latest.iteration, step: named }];
  }
  return iterationsOf(node === undefined ? [] : (overlay.attempts.get(node.id) ?? []));
}

/** The same step in another iteration of a loop around it, and in the same one of every other loop. */
export function keyInIteration(
  { node, task, iterations }: Selection,
  loop: GraphNode,
  iteration: number,
): string | undefined {
  const loops = node === undefined ? [] : loopsAround(node);
  const depth = loops.indexOf(loop);
  if (node === undefined || task === undefined || depth === -1) return undefined;
  const current = iterationsOfTask(task, loops);
  const isSame = ({ step }: Iteration) =>
    iterationsOfTask(step.latest, loops).every(
      (each, at) => each === (at === depth ? iteration : current[at]),
    );
  const found = iterations.find(isSame);
  return found === undefined ? undefined : scopedRef(node.scope, found.step.ref);
}

/** What to open with: the task the address names, else the one that failed, else the one that is waited for. */
export function openingKey(
  workflow: Workflow,
  steps: readonly Step[],
  taskId: string | undefined,
  now: number,
): string | undefined {
  const asked = workflow.tasks.find((task) => task.taskId === taskId);
  if (asked !== undefined) return taskKey(asked);
  if (workflow.status === 'COMPLETED') return undefined;
  if (isWorkflowTerminal(workflow.status)) return failingStep(workflow, steps)?.ref;
  const [first] = waitsOf(workflow.tasks, now);
  return first === undefined ? undefined : taskKey(first.task);
}

/** How the address names the step of a task. */
export function taskKey(task: Task): string {
  return task.referenceTaskName || task.taskId;
}

/** How the address names a node. In a sub-workflow, its reference name alone would be that of another. */
export function keyOf(node: GraphNode | null): string | null {
  if (node === null) return null;
  return node.scope === '' ? node.ref || node.id : node.id;
}
