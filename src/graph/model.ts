import {
  below,
  groupProblem,
  hollowProblem,
  groupSource,
  taskType,
  type BranchSource,
  type GroupSource,
  type Placeholder,
} from './branches.ts';
import { crossEdges } from './cross-edges.ts';
import { connect, type DraftBlock, type DraftBranch, type DraftNode } from './connect.ts';
import { taskDetail } from './detail.ts';
import { isJsonObject } from '#contract/index.ts';
import { ancestorsOf } from './outline.ts';
import { listOf, recordOf, textOf } from './json.ts';
import { markMissingWorkflows, type KnownWorkflows } from './known-workflows.ts';
import { markUnknownReferences } from './unknown-references.ts';
import { subWorkflowOf, type Scope, type SubWorkflowSource } from './sub-workflow.ts';
import {
  scopedRef,
  type DefinitionPath,
  type DynamicFork,
  type Expansions,
  type GraphNode,
  type WorkflowGraph,
} from './types.ts';

type SequenceDraft = Extract<DraftBlock, { kind: 'sequence' }>;

/** A list of tasks being read, and how far. */
interface OpenList {
  readonly items: readonly unknown[];
  readonly path: DefinitionPath | null;
  readonly parent: GraphNode | null;
  readonly scope: Scope;
  readonly sequence: SequenceDraft;
  /** The type of the task that the server goes on with behind the last one; '' for none. */
  readonly after: string;
  at: number;
}

export interface BuildOptions {
  /** What the dynamic forks of a run became, by scoped reference name. */
  readonly forks?: ReadonlyMap<string, DynamicFork>;
  /** The sub-workflows to draw in place. */
  readonly expansions?: Expansions;
  /** What the server has, where that is known: what runs anything else is marked. */
  readonly known?: KnownWorkflows | undefined;
}

/** Reads any definition, however broken, into nested blocks, nodes and edges. Linear, and never deep in calls. */
export function buildGraph(definition: unknown, options: BuildOptions = {}): WorkflowGraph {
  const builder = new Builder(options.forks ?? new Map(), options.expansions ?? new Map(), options.known);
  return builder.build(definition);
}

const empty = {
  ref: '',
  name: '',
  type: '',
  detail: '',
  problem: '',
  isRefused: false,
  task: {},
  path: null,
  members: [],
  head: null,
  subWorkflow: null,
} as const;

/** Behind the last task inside of these, the server goes on with what follows them. */
const goesOn: ReadonlySet<string> = new Set(['SWITCH', 'DECISION', 'FORK_JOIN']);

class Builder {
  private readonly forks: ReadonlyMap<string, DynamicFork>;
  private readonly expansions: Expansions;
  private readonly known: KnownWorkflows | undefined;
  private readonly nodes: DraftNode[] = [];
  private readonly blocks: DraftBlock[] = [];
  private readonly byRef = new Map<string, GraphNode>();
  private readonly used = new Map<string, number>();
  private readonly open: OpenList[] = [];

  constructor(
    forks: ReadonlyMap<string, DynamicFork>,
    expansions: Expansions,
    known: KnownWorkflows | undefined,
  ) {
    this.forks = forks;
    this.expansions = expansions;
    this.known = known;
  }

  build(definition: unknown): WorkflowGraph {
    const workflow = recordOf(definition);
    const root = this.sequence();
    const name = textOf(workflow['name']);
    this.leaf(root, this.structural('start', '~start', null));
    const path: DefinitionPath = { parent: null, key: 'tasks' };
    const scope: Scope = { id: '', name, outer: null };
    const items = listOf(workflow['tasks']);
    this.open.push({ items, path, parent: null, scope, sequence: root, after: '', at: 0 });
    this.readAll();
    this.leaf(root, this.structural('end', '~end', null));
    const { edges, junctions } = connect(this.nodes, this.blocks, (head) => {
      const { parent, scope: inside } = head;
      return { ...this.makeNode('junction', `${head.id}~join`, parent, inside), head };
    });
    const failure = textOf(workflow['failureWorkflow']);
    const exits = failure === '' ? [] : [{ ...this.makeNode('failure', '~failure', null), name: failure }];
    const nodes: readonly GraphNode[] = [...this.nodes, ...junctions, ...exits];
    markUnknownReferences(this.nodes, this.byRef);
    if (this.known !== undefined) markMissingWorkflows([...this.nodes, ...exits], this.known, workflow);
    const version = Number(textOf(workflow['version']));
    return {
      name,
      version: Number.isSafeInteger(version) && version > 0 ? version : null,
      nodes,
      edges,
      crossEdges: crossEdges(nodes, edges, this.blocks, this.byRef),
      root,
      blocks: this.blocks,
      byId: new Map(nodes.map((node) => [node.id, node])),
      byRef: this.byRef,
      outgoing: Map.groupBy(edges, (edge) => edge.source.id),
      incoming: Map.groupBy(edges, (edge) => edge.target.id),
    };
  }

  private readAll(): void {
    for (let list = this.open.at(-1); list !== undefined; list = this.open.at(-1)) {
      if (list.at >= list.items.length) this.open.pop();
      else this.readNext(list);
    }
  }

  private readNext(list: OpenList): void {
    const item = list.items[list.at];
    const path = below(list.path, list.at);
    list.at += 1;
    const type = taskType(item);
    const node = this.taskNode(item, type, list, path);
    const sub: SubWorkflowSource | null =
      type === 'SUB_WORKFLOW' ? subWorkflowOf(node.task, node.id, list.scope, this.expansions) : null;
    node.subWorkflow = sub?.link ?? null;
    const key = scopedRef(node.scope, node.ref);
    // A fork among its own branches would never end: only the first of its name is known to have opened.
    const fork = this.byRef.get(key) === node ? this.forks.get(key) : undefined;
    const group = groupSource(type, node.task, path, fork, sub?.tasks);
    const inner = sub?.tasks ? { id: node.id, name: sub.link.name, outer: list.scope } : list.scope;
    if (group === null) this.leaf(list.sequence, node);
    else this.group(list.sequence, node, group, inner, goesOn.has(type) ? nextType(list) : '');
  }

  private taskNode(item: unknown, type: string, list: OpenList, path: DefinitionPath | null): DraftNode {
    const task = recordOf(item);
    const ref = textOf(task['taskReferenceName']);
    const name = textOf(task['name']);
    const key = scopedRef(list.scope.id, ref);
    const isDuplicate = ref !== '' && this.byRef.has(key);
    const kind = type === 'DO_WHILE' ? 'loop' : 'task';
    const node: DraftNode = {
      ...this.makeNode(
        kind,
        scopedRef(list.scope.id, ref || name || type || 'task'),
        list.parent,
        list.scope.id,
      ),
      ref,
      name,
      type,
      task,
      path,
      detail: taskDetail(type, task),
    };
    const hollow = hollowProblem(type, task);
    if (!isJsonObject(item)) node.problem = 'This is not a task';
    else if (ref === '') node.problem = 'It has no reference name';
    else if (isDuplicate) node.problem = 'Reference name used twice';
    else node.problem = hollow || groupProblem(type, task, nextType(list));
    // Nothing but names and the shape itself is looked at in the body of a loop.
    if (!isJsonObject(item) || isDuplicate) node.isRefused = true;
    else if (ref === '' || hollow !== '')
      node.isRefused = !ancestorsOf(node).some((each) => each.kind === 'loop');
    if (ref !== '' && !isDuplicate) this.byRef.set(key, node);
    this.nodes.push(node);
    return node;
  }

  private group(
    into: SequenceDraft,
    node: DraftNode,
    source: GroupSource,
    scope: Scope,
    after: string,
  ): void {
    const branches: DraftBranch[] = [];
    const block: Extract<DraftBlock, { kind: 'group' }> = {
      kind: 'group',
      index: this.blocks.length,
      node,
      branches,
      framed: source.framed,
      labelled: source.labelled,
      junction: null,
    };
    this.blocks.push(block);
    into.blocks.push(block);
    const lists = source.branches.map((branch) => this.branch(branches, branch, node, scope, after));
    // Last in, first read: the first branch's tasks come first in the order of nodes.
    for (const list of lists.toReversed()) this.open.push(list);
    if (source.placeholder !== null) this.placeholder(branches, node, source.placeholder);
  }

  private branch(
    branches: DraftBranch[],
    source: BranchSource,
    parent: GraphNode,
    scope: Scope,
    after: string,
  ): OpenList {
    const sequence = this.sequence();
    branches.push({ label: source.label, isDefault: source.isDefault, sequence, pass: null });
    return { items: source.items, path: source.path, parent, scope, sequence, after, at: 0 };
  }

  private placeholder(branches: DraftBranch[], fork: GraphNode, known: Placeholder): void {
    const sequence = this.sequence();
    branches.push({ label: '', isDefault: false, sequence, pass: null });
    const node = this.structural('placeholder', `${fork.id}~branches`, fork);
    node.scope = fork.scope;
    Object.assign(node, known);
    this.leaf(sequence, node);
  }

  private sequence(): SequenceDraft {
    const block: SequenceDraft = { kind: 'sequence', index: this.blocks.length, blocks: [] };
    this.blocks.push(block);
    return block;
  }

  private leaf(into: SequenceDraft, node: DraftNode): void {
    const block: Extract<DraftBlock, { kind: 'leaf' }> = { kind: 'leaf', index: this.blocks.length, node };
    this.blocks.push(block);
    into.blocks.push(block);
  }

  private structural(kind: GraphNode['kind'], id: string, parent: GraphNode | null): DraftNode {
    const node = this.makeNode(kind, id, parent);
    this.nodes.push(node);
    return node;
  }

  private makeNode(
    kind: GraphNode['kind'],
    wanted: string,
    parent: GraphNode | null,
    scope: string = '',
  ): DraftNode {
    return { ...empty, id: this.uniqueId(wanted), kind, parent, scope };
  }

  /** The wanted id, or with the next free number behind it. */
  private uniqueId(wanted: string): string {
    const last = this.used.get(wanted);
    if (last === undefined) {
      this.used.set(wanted, 1);
      return wanted;
    }
    let count = last + 1;
    while (this.used.has(`${wanted}~${count}`)) count += 1;
    this.used.set(wanted, count);
    this.used.set(`${wanted}~${count}`, 1);
    return `${wanted}~${count}`;
  }
}

function nextType({ items, at, after }: OpenList): string {
  return at < items.length ? taskType(items[at]) : after;
}
