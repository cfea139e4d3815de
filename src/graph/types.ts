import type { JsonRecord } from './json.ts';

/** Where a task stands in its definition, as a chain from the inside out (sharing keeps deep nests linear). */
export interface DefinitionPath {
  readonly parent: DefinitionPath | null;
  readonly key: string | number;
}

/** 'placeholder' stands for branches known only at run time; a 'junction' is the point where branches meet. */
export type NodeKind = 'start' | 'end' | 'task' | 'loop' | 'placeholder' | 'junction';

export interface GraphNode {
  /** The reference name where it is unique, otherwise with a number behind it. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly ref: string;
  readonly name: string;
  readonly type: string;
  /** One useful detail for the card's second line. */
  readonly detail: string;
  /** What is wrong with this task, in words; '' if nothing is. */
  readonly problem: string;
  /** The definition of the task; empty for the nodes that are no tasks. */
  readonly task: JsonRecord;
  readonly path: DefinitionPath | null;
  /** The task whose branch or loop this node is in. */
  readonly parent: GraphNode | null;
  /** For a placeholder in a run: the reference names of the branches it stands for. */
  readonly members: readonly string[];
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

/** A task with tasks inside: a decision, a fork or a loop (one branch, drawn in a frame). */
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
  /** In the order of the definition, a task before those inside it; junctions last. */
  readonly nodes: readonly GraphNode[];
  /** What leads into a junction comes before what leads out of it. */
  readonly edges: readonly GraphEdge[];
  readonly root: SequenceBlock;
  /** Every block before those inside it. */
  readonly blocks: readonly Block[];
  readonly byId: ReadonlyMap<string, GraphNode>;
  /** The first node of each reference name. */
  readonly byRef: ReadonlyMap<string, GraphNode>;
  readonly outgoing: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly incoming: ReadonlyMap<string, readonly GraphEdge[]>;
}

/** The tasks of a dynamic fork, known once it has run. */
export interface DynamicFork {
  readonly refs: readonly string[];
  readonly definitions: readonly unknown[];
}
