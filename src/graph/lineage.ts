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
  if (node.type === 'DO_WHILE')
    for (const { head: ref } of members(textOf(node.task['loopCondition']))) add(ref);
  return [...found];
}

/** What of another task's values a task uses, as its expressions say it: `b4.output.total`. Each once. */
export function usedFields(user: GraphNode, source: GraphNode): readonly string[] {
  const fields = new Set<string>();
  const add = ({ head: ref, field }: Expression): void => {
    if (scopedRef(user.scope, ref) === scopedRef(source.scope, source.ref)) fields.add(field);
  };
  for (const text of textsOf(user.task)) expressionsIn(text).forEach(add);
  if (user.type === 'DO_WHILE') members(textOf(user.task['loopCondition'])).forEach(add);
  return [...fields];
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

interface Expression {
  /** What it begins with: the reference name of a task, or `workflow`. */
  readonly head: string;
  /** All of it, up to an expression within it. */
  readonly field: string;
}

/** What each `${…}` begins with; `$${…}` is none. */
export function expressionHeads(text: string): readonly string[] {
  return expressionsIn(text).map((expression) => expression.head);
}

function expressionsIn(text: string): readonly Expression[] {
  const found: Expression[] = [];
  for (let at = text.indexOf('${'); at !== -1; at = text.indexOf('${', at + 2)) {
    pattern.lastIndex = at + 2;
    const [, head, rest = ''] = (text.charAt(at - 1) === '$' ? null : pattern.exec(text)) ?? [];
    if (head !== undefined) found.push({ head, field: `${head}${rest.trim().replace(/[.[]$/, '')}` });
  }
  return found;
}

// No field is longer than anyone would read.
const pattern = /\s*([^.${}\s[\]]+)([^${}]{0,200})/y;

function members(script: string): readonly Expression[] {
  const member = /\$\s*(?:\.\s*([\w$]+)|\[\s*(['"])(.+?)\2\s*\])((?:\.[\w$]+|\[['"]?\w+['"]?\])*)/g;
  return Array.from(script.matchAll(member), ([, dotted, , quoted, rest = '']) => {
    const head = dotted ?? quoted ?? '';
    return { head, field: `${head}${rest}` };
  });
}
