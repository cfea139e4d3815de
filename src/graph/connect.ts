import type { Branch, GraphEdge, GraphNode, GroupBlock, LeafBlock, SequenceBlock } from './types.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] };
export type DraftNode = Draft<GraphNode>;
export type DraftEdge = Draft<GraphEdge>;
export type DraftBranch = Draft<Branch>;
interface DraftSequence extends Omit<Draft<SequenceBlock>, 'blocks'> {
  blocks: (DraftLeaf | DraftGroup)[];
}
interface DraftLeaf extends Omit<Draft<LeafBlock>, 'node'> {
  node: DraftNode;
}
interface DraftGroup extends Omit<Draft<GroupBlock>, 'branches' | 'node'> {
  node: DraftNode;
  branches: DraftBranch[];
}
export type DraftBlock = DraftSequence | DraftLeaf | DraftGroup;

interface Connections {
  readonly edges: readonly DraftEdge[];
  readonly junctions: readonly GraphNode[];
}

/**
 * Adds the edges, and the junctions where branches meet. Blocks are visited from the inside out, so that each
 * knows whether what is inside it leads on; a task that ends the workflow does not.
 */
export function connect(
  nodes: DraftNode[],
  blocks: DraftBlock[],
  makeJunction: (group: GraphNode) => GraphNode,
): Connections {
  const edges: DraftEdge[] = [];
  const junctions: GraphNode[] = [];
  const leadsOn: boolean[] = [];
  const add = (
    source: GraphNode,
    target: GraphNode,
    kind: GraphEdge['kind'],
    branch: Branch | null,
    at = 0,
  ) => {
    const label = branch?.label ?? '';
    const isDefault = branch?.isDefault ?? false;
    const id = kind === 'pass' ? `${source.id}→${target.id}#${at}` : `${source.id}→${target.id}`;
    const edge: DraftEdge = { id, source, target, kind, label, isDefault, isAwaited: true };
    edges.push(edge);
    return edge;
  };

  const connectGroup = (group: DraftGroup): boolean => {
    const through = group.branches.some((branch) => leadsOn[branch.sequence.index] ?? true);
    const junction = through || group.branches.length === 0 ? makeJunction(group.node) : null;
    if (junction !== null) junctions.push(junction);
    group.junction = junction;
    for (const [at, branch] of group.branches.entries()) {
      const first = branch.sequence.blocks[0];
      const last = branch.sequence.blocks.at(-1);
      if (first !== undefined) add(group.node, first.node, 'branch', branch);
      else if (junction !== null) branch.pass = add(group.node, junction, 'pass', branch, at);
      if (last !== undefined && junction !== null && leadsOn[last.index] === true) {
        add(exitOf(last), junction, 'merge', null);
      }
    }
    return junction !== null;
  };

  const connectSequence = (sequence: DraftSequence): boolean => {
    for (const [at, block] of sequence.blocks.entries()) {
      const before = sequence.blocks[at - 1];
      if (before === undefined) continue;
      if (leadsOn[before.index] === true) add(exitOf(before), block.node, 'next', null);
      else if (block.node.problem === '') block.node.problem = 'Never reached: the workflow ends before it';
    }
    const last = sequence.blocks.at(-1);
    return last === undefined || leadsOn[last.index] === true;
  };

  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index];
    if (block === undefined) continue;
    if (block.kind === 'leaf') leadsOn[index] = block.node.type !== 'TERMINATE' && block.node.kind !== 'end';
    else if (block.kind === 'group') leadsOn[index] = connectGroup(block);
    else {
      if (index === 0) dropUnreachedEnd(block, nodes, blocks, leadsOn);
      leadsOn[index] = connectSequence(block);
    }
  }
  return { edges, junctions };
}

/** A workflow whose every way ends in a TERMINATE task never comes to its end. */
function dropUnreachedEnd(
  root: DraftSequence,
  nodes: DraftNode[],
  blocks: DraftBlock[],
  leadsOn: readonly boolean[],
): void {
  const before = root.blocks.at(-2);
  if (before === undefined || leadsOn[before.index] === true) return;
  root.blocks.pop();
  nodes.pop();
  blocks.pop();
}

function exitOf(block: LeafBlock | GroupBlock): GraphNode {
  return block.kind === 'group' ? (block.junction ?? block.node) : block.node;
}
