import { isJsonObject } from '#contract/index.ts';
import { textOf } from './json.ts';
import { scopedRef, type GraphNode, type WorkflowGraph } from './types.ts';

/** Who uses the values of whom, from the `${…}` in the definition. */
export interface Lineage {
  /** The tasks whose values a task uses, in the order of the definition. */
  upstream(node: GraphNode): readonly GraphNode[];
  /** The tasks that use its values. */
  downstream(node: GraphNode): readonly GraphNode[];
}

/** The tasks inside a task have lines of their own. */
const inner: ReadonlySet<string> = new Set([
  'decisionCases',
  'defaultCase',
  'forkTasks',
  'loopOver',
  'subWorkflowParam',
  'taskDefinition',
]);

const known = new WeakMap<WorkflowGraph, Lineage>();

/** Reads every expression of a graph once, when it is first asked for. */
export function lineageOf(graph: WorkflowGraph): Lineage {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const upstream = new Map<GraphNode, readonly GraphNode[]>();
  const downstream = new Map<GraphNode, GraphNode[]>();
  for (const node of graph.nodes) {
    const sources = sourcesOf(node, graph.byRef);
    if (sources.length === 0) continue;
    upstream.set(node, sources);
    for (const source of sources) {
      const users = downstream.get(source);
      if (users === undefined) downstream.set(source, [node]);
      else users.push(node);
    }
  }
  const lineage: Lineage = {
    upstream: (node) => upstream.get(node) ?? [],
    downstream: (node) => downstream.get(node) ?? [],
  };
  known.set(graph, lineage);
  return lineage;
}

function sourcesOf(node: GraphNode, byRef: ReadonlyMap<string, GraphNode>): readonly GraphNode[] {
  const found = new Set<GraphNode>();
  const add = (ref: string): void => {
    const source = byRef.get(scopedRef(node.scope, ref));
    if (source !== undefined && source !== node) found.add(source);
  };
  for (const text of textsOf(node.task)) for (const ref of expressionHeads(text)) add(ref);
  // The condition of a loop names tasks as members of `$`.
  if (node.type === 'DO_WHILE') for (const ref of members(textOf(node.task['loopCondition']))) add(ref);
  return [...found];
}

/** Every text in a task that may hold an expression, outside of the tasks in it. */
export function textsOf(task: Readonly<Record<string, unknown>>): readonly string[] {
  const texts: string[] = [];
  for (const key of Object.keys(task)) {
    const value = task[key];
    // Of a sub-workflow, only its name and version may be expressions of this workflow.
    if (key === 'subWorkflowParam' && isJsonObject(value)) addTexts([value['name'], value['version']], texts);
    else if (typeof value === 'string') addText(value, texts);
    else if (typeof value === 'object' && !inner.has(key)) addTexts([value], texts);
  }
  return texts;
}

function addTexts(open: unknown[], into: string[]): void {
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') addText(value, into);
    else if (Array.isArray(value)) for (const each of value) open.push(each);
    else if (isJsonObject(value)) for (const key of Object.keys(value)) open.push(value[key]);
  }
}

// Of thousands of texts few are expressions.
function addText(text: string, into: string[]): void {
  if (text.includes('${')) into.push(text);
}

/** What each `${…}` begins with; `$${…}` is none. */
export function expressionHeads(text: string): readonly string[] {
  const heads: string[] = [];
  for (let at = text.indexOf('${'); at !== -1; at = text.indexOf('${', at + 2)) {
    head.lastIndex = at + 2;
    const found = text.charAt(at - 1) === '$' ? undefined : head.exec(text)?.[1];
    if (found !== undefined) heads.push(found);
  }
  return heads;
}

const head = /\s*([^.${}\s[\]]+)/y;

function members(script: string): readonly string[] {
  const pattern = /\$\s*(?:\.\s*([\w$]+)|\[\s*(['"])(.+?)\2\s*\])/g;
  return Array.from(script.matchAll(pattern), ([, dotted, , quoted]) => dotted ?? quoted ?? '');
}
