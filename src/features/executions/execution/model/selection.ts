import { isWorkflowTerminal, type Task, type Workflow } from '#contract/index.ts';
import {
  iterationsOfTask,
  loopsAround,
  placeNamed,
  type GraphNode,
  type LoopRun,
  type NamedPlace,
  type RunOverlay,
  type WorkflowGraph,
} from '#graph/index.ts';
import { iterationsOf, type Iteration, type Step } from './attempts.ts';
import { taskKey } from './keys.ts';
import { endedBy, failingStep } from './outcome.ts';
import { waitsOf } from './waiting.ts';

/** What is shown of an execution beside its tabs: a step of the graph, with what became of it. */
export interface Selection {
  /** How the address calls it. */
  readonly key: string;
  readonly place: NamedPlace;
  /** Undefined for a task that is not in the definition. */
  readonly node: GraphNode | undefined;
  /**
   * The steps at this place in each iteration of the loop around it, the latest first, or those of each branch that
   * the node stands for; empty where the run has not come.
   */
  readonly iterations: readonly Iteration[];
  readonly step: Step | undefined;
  /** The innermost loop around it that the run has come to, in what is shown of the loops around that. */
  readonly loop: SelectedLoop | undefined;
  /** The chosen attempt, or the latest. */
  readonly task: Task | undefined;
}

interface SelectedLoop {
  readonly node: GraphNode;
  readonly run: LoopRun;
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
  const place = placeNamed(graph, key);
  const { node } = place;
  const all = placesOf(overlay, node, named);
  const meant = all.find((each) => each.step.ref === place.ref);
  // Without one in the key it is the iteration that the graph shows.
  const drawn = all.find((each) => each.step.latest === overlay.shown.get(node?.id ?? ''));
  const step = named ?? (isCollection(node) ? undefined : (meant ?? drawn)?.step);
  const task = step?.attempts.find((attempt) => attempt.taskId === taskId) ?? step?.latest;
  const iterations = node === undefined || step === undefined ? all : inInnermostLoop(all, node, step);
  return { key, place, node, iterations, step, loop: loopOf(overlay, node), task };
}

function loopOf({ loops }: RunOverlay, node: GraphNode | undefined): SelectedLoop | undefined {
  const around = node === undefined ? [] : loopsAround(node);
  const loop = around.findLast(({ id }) => loops.has(id));
  const run = loop === undefined ? undefined : loops.get(loop.id);
  return loop === undefined || run === undefined ? undefined : { node: loop, run };
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
  if (node === undefined) return [];
  const all = iterationsOf(overlay.attempts.get(node.id) ?? [], loopsAround(node));
  const branches = overlay.nodes.get(node.id)?.branches;
  if (!branches) return all;
  // Each branch once: in a loop as it went in the iteration that is shown.
  const shown = new Set(branches.each.map(({ ref }) => ref));
  return all.filter(({ step }) => shown.has(step.ref));
}

/** Those that differ from a step in the innermost loop alone: the loops around that are in the same iteration. */
function inInnermostLoop(all: readonly Iteration[], node: GraphNode, step: Step): readonly Iteration[] {
  const loops = loopsAround(node);
  if (loops.length < 2) return all;
  const around = iterationsOfTask(step.latest, loops).slice(0, -1);
  return all.filter((each) => {
    const iterations = iterationsOfTask(each.step.latest, loops);
    return around.every((iteration, at) => iterations[at] === iteration);
  });
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
  if (isWorkflowTerminal(workflow.status)) {
    const ender = endedBy(workflow, steps);
    return ender === undefined ? failingStep(workflow, steps)?.ref : taskKey(ender);
  }
  const [first] = waitsOf(workflow.tasks, now);
  return first === undefined ? undefined : taskKey(first.task);
}
