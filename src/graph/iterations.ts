import { isTaskSuccessful, isTaskTerminal, type Task } from '#contract/index.ts';
import type { GraphNode } from './types.ts';

/** Which iteration of a loop to show, by the loop's node id; the latest of those that are not named. */
export type ChosenIterations = ReadonlyMap<string, number>;

/** How often a loop went round in a run, as far as its tasks are still known. */
export interface LoopRun {
  readonly first: number;
  readonly latest: number;
  /** Those in which a task failed for good, in ascending order. */
  readonly failed: readonly number[];
  /** The one that the graph shows. */
  readonly shown: number;
}

/** The loops around a node in its own workflow, outermost first. */
export function loopsAround(node: GraphNode): readonly GraphNode[] {
  const loops: GraphNode[] = [];
  for (let at = node.parent; at !== null && at.scope === node.scope; at = at.parent)
    if (at.kind === 'loop') loops.push(at);
  return loops.toReversed();
}

/**
 * The iteration of each loop around a task, outermost first: every loop adds `__` and a number to its name. The number
 * beside the name would be that of the innermost one, but a loop counts its own there.
 */
export function iterationsOfTask(task: Task, loops: readonly GraphNode[]): readonly number[] {
  if (loops.length === 0) return [];
  const numbers = /(?:__\d+)*$/.exec(task.referenceTaskName)?.[0].split('__').slice(1).map(Number) ?? [];
  return numbers.length === 0 && loops.length === 1 ? [task.iteration] : numbers.slice(-loops.length);
}

/** Whether a task belongs to what is shown of the loops around it. */
export function isShown(
  task: Task,
  loops: readonly GraphNode[],
  runs: ReadonlyMap<string, LoopRun>,
): boolean {
  const iterations = iterationsOfTask(task, loops);
  return loops.every(({ id }, depth) => {
    const run = runs.get(id);
    return run === undefined || iterations[depth] === run.shown;
  });
}

/** A task inside loops, and the iteration of each of them. */
interface Turn {
  readonly task: Task;
  readonly loops: readonly GraphNode[];
  readonly iterations: readonly number[];
}

/**
 * What became of each loop, by its node id, from the tasks of each node inside. Of a loop inside another, only the
 * iterations within the one that is shown around it.
 */
export function loopRuns(
  attempts: ReadonlyMap<string, readonly Task[]>,
  byId: ReadonlyMap<string, GraphNode>,
  chosen: ChosenIterations,
): ReadonlyMap<string, LoopRun> {
  const runs = new Map<string, LoopRun>();
  let turns = turnsOf(attempts, byId);
  // The outer loops first: what they show decides what counts inside.
  for (let depth = 0; turns.length > 0; depth += 1) {
    for (const [id, { first, latest, failed }] of talliesAt(turns, depth)) {
      const shown = Math.min(latest, Math.max(first, chosen.get(id) ?? latest));
      runs.set(id, { first, latest, failed: [...failed].toSorted((a, b) => a - b), shown });
    }
    turns = turns.filter(({ loops, iterations }) => {
      const id = loops[depth]?.id ?? '';
      return loops.length > depth + 1 && runs.get(id)?.shown === iterations[depth];
    });
  }
  return runs;
}

function turnsOf(
  attempts: ReadonlyMap<string, readonly Task[]>,
  byId: ReadonlyMap<string, GraphNode>,
): readonly Turn[] {
  const turns: Turn[] = [];
  for (const [id, tasks] of attempts) {
    const node = byId.get(id);
    const loops = node === undefined ? [] : loopsAround(node);
    if (loops.length === 0) continue;
    for (const task of tasks) turns.push({ task, loops, iterations: iterationsOfTask(task, loops) });
  }
  return turns;
}

interface Tally {
  first: number;
  latest: number;
  readonly failed: Set<number>;
}

function talliesAt(turns: readonly Turn[], depth: number): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { task, loops, iterations } of turns) {
    const id = loops[depth]?.id;
    const iteration = iterations[depth] ?? 0;
    if (id === undefined || iteration === 0) continue;
    const known = tallies.get(id) ?? { first: iteration, latest: iteration, failed: new Set() };
    known.first = Math.min(known.first, iteration);
    known.latest = Math.max(known.latest, iteration);
    const isOver = isTaskTerminal(task.status) && !isTaskSuccessful(task.status);
    if (isOver && !task.retried && task.status !== 'CANCELED') known.failed.add(iteration);
    tallies.set(id, known);
  }
  return tallies;
}
