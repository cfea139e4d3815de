import type { Task } from '#contract/index.ts';
import {
  iterationsOfTask,
  loopsAround,
  placeNamed,
  scopedRef,
  type ChosenIterations,
  type GraphNode,
  type RunOverlay,
  type WorkflowGraph,
} from '#graph/index.ts';
import type { Selection } from './selection.ts';

/** How the address names the step of a task. */
export function taskKey(task: Task): string {
  return task.referenceTaskName || task.taskId;
}

/** What is drawn, and whether the run goes on. */
interface DrawnRun {
  readonly graph: WorkflowGraph;
  readonly overlay: RunOverlay;
  readonly isLive: boolean;
}

/**
 * How the address names a node: behind the sub-workflows it is in, and each of them and itself in the iteration that is
 * drawn, so that a link shows the same. In a run that goes on, the latest iteration is not named: it is followed.
 */
export function keyOf(node: GraphNode, run: DrawnRun): string {
  return scopedRef(wayTo(node, run), nameInRun(node, run));
}

/** The same for one of the branches that a node stands for, given by its name behind the node's scope. */
export function branchKeyOf(node: GraphNode, branch: string, run: DrawnRun): string {
  const prefix = scopedRef(node.scope, '');
  const ref = node.scope !== '' && branch.startsWith(prefix) ? branch.slice(prefix.length) : branch;
  return scopedRef(wayTo(node, run), ref);
}

/** How a link names what is selected: as it is seen now, also in a run that goes on. */
export function linkKeyOf({ key, node, place, step }: Selection, run: Omit<DrawnRun, 'isLive'>): string {
  if (node === undefined) return key;
  return scopedRef(wayTo(node, { ...run, isLive: false }), step?.ref ?? place.ref);
}

/** How the graph knows the selection: it draws each sub-workflow once, whatever iteration it is of. */
export function drawnKey({ node, place }: Selection): string {
  return scopedRef(node?.scope ?? '', place.ref);
}

/** The key without its iterations, so that it is that of what is drawn; one branch of many keeps its own. */
export function followedKey(graph: WorkflowGraph, key: string): string {
  const { node } = placeNamed(graph, key);
  return node === undefined || node.scope !== '' || node.kind === 'placeholder' ? key : nameOf(node);
}

/** The key of another task of the same workflow, by its name there. */
export function keyBeside({ place }: Selection, name: string): string {
  return [...place.way.map(({ ref }) => ref), name].join('/');
}

/** The name of a node in its own workflow. */
export function nameOf(node: GraphNode): string {
  return node.scope === '' ? node.ref || node.id : node.id.slice(node.scope.length + 1);
}

function wayTo(node: GraphNode, run: DrawnRun): string {
  const names: string[] = [];
  for (let scope = node.scope; scope !== '';) {
    const sub = run.graph.byId.get(scope);
    if (sub === undefined) break;
    names.unshift(nameInRun(sub, run));
    ({ scope } = sub);
  }
  return names.join('/');
}

function nameInRun(node: GraphNode, { overlay, isLive }: DrawnRun): string {
  const loops = loopsAround(node);
  const task = overlay.shown.get(node.id);
  if (loops.length === 0 || task === undefined || node.kind === 'placeholder') return nameOf(node);
  const isFollowed = loops.every(({ id }) => {
    const loop = overlay.loops.get(id);
    return loop?.shown === loop?.latest;
  });
  return isLive && isFollowed ? nameOf(node) : task.referenceTaskName;
}

/**
 * The same step in another iteration of a loop around it or its sub-workflow, and in the same one of all others. Where
 * it has not run there, the key leaves the iteration out: it is that of what is drawn.
 */
export function keyInIteration(
  { place, node, task }: Selection,
  { attempts }: RunOverlay,
  loop: GraphNode,
  iteration: number,
): string | undefined {
  const own = node === undefined ? [] : [{ node, ref: task?.referenceTaskName ?? place.ref }];
  const steps = [...place.way, ...own];
  const at = steps.findIndex((step) => loopsAround(step.node).includes(loop));
  const step = steps[at];
  if (step === undefined) return undefined;
  const loops = loopsAround(step.node);
  const tasks = attempts.get(step.node.id) ?? [];
  const current = tasks.find(({ referenceTaskName }) => referenceTaskName === step.ref);
  const wanted =
    current === undefined
      ? undefined
      : iterationsOfTask(current, loops).map((each, depth) => (loops[depth] === loop ? iteration : each));
  const found = tasks.find((other) =>
    iterationsOfTask(other, loops).every((each, depth) => each === wanted?.[depth]),
  );
  // What is inside another execution went its own way there.
  const inside = steps.slice(at + 1).map((each) => nameOf(each.node));
  return [
    ...steps.slice(0, at).map(({ ref }) => ref),
    found?.referenceTaskName ?? nameOf(step.node),
    ...inside,
  ].join('/');
}

/** The iterations that a key names, as far as what it leads through is known. */
interface NamedIterations {
  /** By the node ids of the loops. */
  readonly iterations: ChosenIterations;
  /** How many of the tasks on the way have been found. */
  readonly found: number;
}

export function iterationsNamed(
  graph: WorkflowGraph,
  { attempts }: RunOverlay,
  key: string,
): NamedIterations {
  const { way, node, ref } = placeNamed(graph, key);
  const iterations = new Map<string, number>();
  let found = 0;
  for (const step of node === undefined ? way : [...way, { node, ref }]) {
    const task = attempts.get(step.node.id)?.find(({ referenceTaskName }) => referenceTaskName === step.ref);
    if (task === undefined && step.ref !== nameOf(step.node)) break;
    found += 1;
    if (task === undefined) continue;
    const loops = loopsAround(step.node);
    for (const [depth, at] of iterationsOfTask(task, loops).entries()) {
      const loop = loops[depth];
      if (loop !== undefined && at !== 0) iterations.set(loop.id, at);
    }
  }
  return { iterations, found };
}
