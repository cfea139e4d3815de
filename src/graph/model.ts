import {
  below,
  groupProblem,
  groupSource,
  taskType,
  type BranchSource,
  type GroupSource,
  type Placeholder,
} from './branches.ts';
import { connect, type DraftBlock, type DraftBranch, type DraftNode } from './connect.ts';
import { taskDetail } from './detail.ts';
import { isJsonObject } from '#contract/index.ts';
import { listOf, recordOf, textOf } from './json.ts';
import type { DefinitionPath, DynamicFork, GraphNode, WorkflowGraph } from './types.ts';

type SequenceDraft = Extract<DraftBlock, { kind: 'sequence' }>;

/** A list of tasks being read, and how far. */
interface OpenList {
  readonly items: readonly unknown[];
  readonly path: DefinitionPath | null;
  readonly parent: GraphNode | null;
  readonly sequence: SequenceDraft;
  at: number;
}

export interface BuildOptions {
  /** What the dynamic forks of a run became, by reference name. */
  readonly forks?: ReadonlyMap<string, DynamicFork>;
}

/** Reads any definition, however broken, into nested blocks, nodes and edges. Linear, and never deep in calls. */
export function buildGraph(definition: unknown, options: BuildOptions = {}): WorkflowGraph {
  const builder = new Builder(options.forks ?? new Map());
  return builder.build(definition);
}

/** The keys that lead from the definition to a node's task, outermost first. */
export function pathKeys(path: DefinitionPath | null): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at !== null; at = at.parent) keys.push(at.key);
  return keys.toReversed();
}

class Builder {
  private readonly forks: ReadonlyMap<string, DynamicFork>;
  private readonly nodes: DraftNode[] = [];
  private readonly blocks: DraftBlock[] = [];
  private readonly byRef = new Map<string, GraphNode>();
  private readonly used = new Map<string, number>();
  private readonly open: OpenList[] = [];

  constructor(forks: ReadonlyMap<string, DynamicFork>) {
    this.forks = forks;
  }

  build(definition: unknown): WorkflowGraph {
    const workflow = recordOf(definition);
    const root = this.sequence();
    this.leaf(root, this.structural('start', '~start', null));
    const path: DefinitionPath = { parent: null, key: 'tasks' };
    this.open.push({ items: listOf(workflow['tasks']), path, parent: null, sequence: root, at: 0 });
    this.readAll();
    this.leaf(root, this.structural('end', '~end', null));
    const { edges, junctions } = connect(this.nodes, this.blocks, (group) =>
      this.makeNode('junction', `${group.id}~join`, group.parent),
    );
    const nodes: readonly GraphNode[] = [...this.nodes, ...junctions];
    return {
      name: textOf(workflow['name']),
      nodes,
      edges,
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
    const task = recordOf(item);
    const ref = textOf(task['taskReferenceName']);
    const group = groupSource(type, task, path, this.forkOnce(type, ref));
    const node = this.taskNode(item, type, ref, list, path, group);
    if (group === null) this.leaf(list.sequence, node);
    else this.group(list.sequence, node, group);
  }

  /** A fork among its own branches would never end. */
  private forkOnce(type: string, ref: string): DynamicFork | undefined {
    return type === 'FORK_JOIN_DYNAMIC' && !this.byRef.has(ref) ? this.forks.get(ref) : undefined;
  }

  private taskNode(
    item: unknown,
    type: string,
    ref: string,
    list: OpenList,
    path: DefinitionPath | null,
    group: GroupSource | null,
  ): DraftNode {
    const task = recordOf(item);
    const name = textOf(task['name']);
    const isDuplicate = ref !== '' && this.byRef.has(ref);
    const node: DraftNode = {
      ...this.makeNode(group?.framed === true ? 'loop' : 'task', ref || name || type || 'task', list.parent),
      ref,
      name,
      type,
      task,
      path,
      detail: taskDetail(type, task),
    };
    if (!isJsonObject(item)) node.problem = 'This is not a task';
    else if (ref === '') node.problem = 'The task has no reference name';
    else if (isDuplicate) node.problem = 'Another task has the same reference name';
    else node.problem = groupProblem(type, task, taskType(list.items[list.at]));
    if (ref !== '' && !isDuplicate) this.byRef.set(ref, node);
    this.nodes.push(node);
    return node;
  }

  private group(into: SequenceDraft, node: DraftNode, source: GroupSource): void {
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
    const lists = source.branches.map((branch) => this.branch(branches, branch, node));
    // Last in, first read: the first branch's tasks come first in the order of nodes.
    for (const list of lists.toReversed()) this.open.push(list);
    if (source.placeholder !== null) this.placeholder(branches, node, source.placeholder);
  }

  private branch(branches: DraftBranch[], source: BranchSource, parent: GraphNode): OpenList {
    const sequence = this.sequence();
    branches.push({ label: source.label, isDefault: source.isDefault, sequence, pass: null });
    return { items: source.items, path: source.path, parent, sequence, at: 0 };
  }

  private placeholder(branches: DraftBranch[], fork: GraphNode, known: Placeholder): void {
    const sequence = this.sequence();
    branches.push({ label: '', isDefault: false, sequence, pass: null });
    const node = this.structural('placeholder', `${fork.id}~branches`, fork);
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

  private makeNode(kind: GraphNode['kind'], wanted: string, parent: GraphNode | null): DraftNode {
    const empty = { ref: '', name: '', type: '', detail: '', problem: '', task: {}, path: null, members: [] };
    return { ...empty, id: this.uniqueId(wanted), kind, parent };
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
