import { buildGraph, type BuildOptions } from '../model.ts';
import type { WorkflowGraph } from '../types.ts';

type Rest = Readonly<Record<string, unknown>>;

/** Parts of a definition, each named by its reference name. */
export const task = (ref: string, type = 'SIMPLE', rest: Rest = {}) => ({
  name: ref,
  taskReferenceName: ref,
  type,
  ...rest,
});
export const choose = (ref: string, decisionCases: Rest, defaultCase: readonly unknown[] = []) =>
  task(ref, 'SWITCH', { decisionCases, defaultCase });
export const fork = (ref: string, ...forkTasks: readonly (readonly unknown[])[]) =>
  task(ref, 'FORK_JOIN', { forkTasks });
export const join = (ref: string, ...joinOn: readonly string[]) => task(ref, 'JOIN', { joinOn });
export const loop = (ref: string, ...loopOver: readonly unknown[]) =>
  task(ref, 'DO_WHILE', { loopCondition: '$.x', loopOver });
export const sub = (ref: string, name: string, rest: Rest = {}) =>
  task(ref, 'SUB_WORKFLOW', { subWorkflowParam: { name, ...rest } });

/** The graph of a workflow `w` of these tasks. */
export function graphOf(tasks: readonly unknown[], options: BuildOptions = {}): WorkflowGraph {
  return buildGraph({ name: 'w', tasks }, options);
}

export function nodeIn(graph: WorkflowGraph, id: string) {
  const node = graph.byId.get(id);
  if (node === undefined) throw new Error(`${id} is not in the graph`);
  return node;
}
