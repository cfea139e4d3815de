import type { JsonRecord } from './json.ts';

/** Where a task stands in its definition, as a chain from the inside out (sharing keeps deep nests linear). */
export interface DefinitionPath {
  readonly parent: DefinitionPath | null;
  readonly key: string | number;
}

/**
 * 'placeholder' stands for branches known only at run time; a 'junction' is the point where branches meet; 'failure'
 * is the workflow that runs when this one fails.
 */
type NodeKind = 'start' | 'end' | 'task' | 'loop' | 'placeholder' | 'junction' | 'failure';

/** What a SUB_WORKFLOW task runs. */
export interface SubWorkflow {
  readonly name: string;
  /** Null for the latest one, or one that is known only at run time. */
  readonly version: number | null;
  /** The definition, where it is written in the task itself. */
  readonly inline: JsonRecord | null;
  /** Whether its tasks are drawn in place. */
  readonly isOpen: boolean;
  /** Whether it is one of the workflows around it: drawn in place, it would never end. */
  readonly isRecursive: boolean;
  /** Whether the server is known not to have it. */
  readonly isMissing: boolean;
}

export interface GraphNode {
  /** The scoped reference name where it is unique, otherwise with a number behind it. */
  readonly id: string;
  /** The id of the SUB_WORKFLOW task in whose workflow this node is; '' in the workflow itself. */
  readonly scope: string;
  readonly kind: NodeKind;
  readonly ref: string;
  readonly name: string;
  readonly type: string;
  /** One useful detail for the card's second line. */
  readonly detail: string;
  /** What is wrong with this task, in words; '' if nothing is. */
  readonly problem: string;
  /** Whether the server refuses the workflow for that; otherwise it is a warning. */
  readonly isRefused: boolean;
  /** The definition of the task; empty for the nodes that are no tasks. */
  readonly task: JsonRecord;
  readonly path: DefinitionPath | null;
  /** The task whose branch, loop or sub-workflow this node is in. */
  readonly parent: GraphNode | null;
  /** For a junction: the head of the branches that meet in it. */
  readonly head: GraphNode | null;
  readonly subWorkflow: SubWorkflow | null;
  /** For a placeholder in a run: the reference names of the branches it stands for. */
  readonly members: readonly string[];
}

/** A name as it is looked up: a reference name, behind the SUB_WORKFLOW task it is inside. */
export function scopedRef(scope: string, ref: string): string {
  return scope === '' ? ref : `${scope}/${ref}`;
}

/** 'branch' leaves the head of a group, 'merge' enters its junction, 'pass' is an empty branch: both at once. */
type EdgeKind = 'next' | 'branch' | 'merge' | 'pass';

export interface GraphEdge {
  readonly id: string;
  readonly source: GraphNode;
  readonly target: GraphNode;
  readonly kind: EdgeKind;
  /** The case that leads here; '' where there is none. */
  readonly label: string;
  readonly isDefault: boolean;
  /** False for the end of a branch that the join behind it does not wait for. */
  readonly isAwaited: boolean;
}

/** A line across the tree: a join on a task that is no end of its fork's branches, or the way out on failure. */
export interface CrossEdge {
  readonly id: string;
  readonly source: GraphNode;
  readonly target: GraphNode;
  readonly kind: 'joins' | 'failure';
}

export interface SequenceBlock {
  readonly kind: 'sequence';
  readonly index: number;
  readonly blocks: readonly (LeafBlock | GroupBlock)[];
}

export interface LeafBlock {
  readonly kind: 'leaf';
  readonly index: number;
  readonly node: GraphNode;
}

/** A task with tasks inside: a decision, a fork, or a loop or sub-workflow (one branch, drawn in a frame). */
export interface GroupBlock {
  readonly kind: 'group';
  readonly index: number;
  readonly node: GraphNode;
  readonly branches: readonly Branch[];
  readonly framed: boolean;
  readonly labelled: boolean;
  /** Null when no branch leads on, because each ends the workflow. */
  readonly junction: GraphNode | null;
}

export interface Branch {
  readonly label: string;
  readonly isDefault: boolean;
  readonly sequence: SequenceBlock;
  /** The edge of an empty branch, straight from the head to the junction. */
  readonly pass: GraphEdge | null;
}

export type Block = SequenceBlock | LeafBlock | GroupBlock;

export interface WorkflowGraph {
  readonly name: string;
  /** Null where the definition has none. */
  readonly version: number | null;
  /** In the order of the definition, a task before those inside it; junctions last. */
  readonly nodes: readonly GraphNode[];
  /** What leads into a junction comes before what leads out of it. */
  readonly edges: readonly GraphEdge[];
  /** Drawn, never laid out. */
  readonly crossEdges: readonly CrossEdge[];
  readonly root: SequenceBlock;
  /** Every block before those inside it. */
  readonly blocks: readonly Block[];
  readonly byId: ReadonlyMap<string, GraphNode>;
  /** The first node of each scoped reference name. */
  readonly byRef: ReadonlyMap<string, GraphNode>;
  readonly outgoing: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly incoming: ReadonlyMap<string, readonly GraphEdge[]>;
}

/** Definitions to draw in place of SUB_WORKFLOW tasks, by their node's id. */
export type Expansions = ReadonlyMap<string, unknown>;

/** The tasks of a dynamic fork, known once it has run. */
export interface DynamicFork {
  readonly refs: readonly string[];
  readonly definitions: readonly unknown[];
}
