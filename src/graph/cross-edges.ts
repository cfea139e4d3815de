import { listOf, textOf } from './json.ts';
import type { DraftBlock, DraftEdge, DraftNode } from './connect.ts';
import { namesOf } from './names-of.ts';
import { isNodeOnlyAfter } from './only-after.ts';
import { scopedRef, type CrossEdge, type GraphNode } from './types.ts';

type DraftSequence = Extract<DraftBlock, { kind: 'sequence' }>;
type DraftGroup = Extract<DraftBlock, { kind: 'group' }>;

/**
 * What a tree of blocks cannot show: joins on other tasks than the last ones of their fork's branches, branches that
 * nothing waits for, and the workflow that runs on failure. Marks joins on tasks that are not there.
 */
export function crossEdges(
  nodes: readonly DraftNode[],
  edges: readonly DraftEdge[],
  blocks: readonly DraftBlock[],
  byRef: ReadonlyMap<string, GraphNode>,
): readonly CrossEdge[] {
  const found: CrossEdge[] = [];
  const unawaited = new Set<GraphNode>();
  for (const block of blocks) {
    if (block.kind !== 'sequence') continue;
    for (const [at, { node }] of block.blocks.entries()) {
      if (node.type !== 'JOIN' && node.type !== 'EXCLUSIVE_JOIN') continue;
      joinEdges(node, forkBefore(block, at), byRef, found, unawaited);
    }
  }
  for (const edge of edges) if (edge.kind === 'merge' && unawaited.has(edge.source)) edge.isAwaited = false;
  const failure = nodes.find(({ kind }) => kind === 'failure');
  const start = nodes[0];
  if (failure !== undefined && start !== undefined)
    found.push({ id: `${start.id}⇢${failure.id}`, source: start, target: failure, kind: 'failure' });
  return found;
}

function joinEdges(
  join: DraftNode,
  fork: DraftGroup | null,
  byRef: ReadonlyMap<string, GraphNode>,
  found: CrossEdge[],
  unawaited: Set<GraphNode>,
): void {
  const joinOn = [...new Set(listOf(join.task['joinOn']).map(textOf))];
  const ends = new Map<GraphNode, GraphNode>();
  for (const { sequence } of fork?.branches ?? []) {
    const last = sequence.blocks.at(-1);
    if (last !== undefined)
      ends.set(last.node, last.kind === 'group' ? (last.junction ?? last.node) : last.node);
  }
  const isStatic = fork?.node.type === 'FORK_JOIN';
  const known = found.length;
  const missing: string[] = [];
  const awaited = new Set<GraphNode>();
  for (const ref of joinOn) {
    const source = byRef.get(scopedRef(join.scope, ref));
    if (source === undefined) missing.push(ref);
    else if (isStatic && ends.has(source)) awaited.add(source);
    else found.push({ id: `${source.id}⇢${join.id}`, source, target: join, kind: 'joins' });
  }
  if (isStatic) for (const [end, exit] of ends) if (!awaited.has(end)) unawaited.add(exit);
  // The tasks of a dynamic fork have names that the definition does not show.
  if (join.problem !== '' || fork?.node.type === 'FORK_JOIN_DYNAMIC') return;
  const later =
    join.type === 'JOIN' ? found.slice(known).filter(({ source }) => isNodeOnlyAfter(source, join)) : [];
  if (missing.length > 0) join.problem = `Waits for unknown ${namesOf(missing)}`;
  else if (later.length > 0)
    join.problem = laterWords(
      later.map(({ source }) => source),
      join,
    );
  else if (joinOn.length === 0 && isStatic) join.problem = 'Waits for no branch: joinOn is empty';
}

function forkBefore(sequence: DraftSequence, at: number): DraftGroup | null {
  const before = sequence.blocks[at - 1];
  return before?.kind === 'group' && !before.framed ? before : null;
}

function laterWords(later: readonly GraphNode[], join: GraphNode): string {
  if (later.every((node) => node === join)) return 'Waits for itself';
  const refs = later.filter((node) => node !== join).map(({ ref }) => ref);
  return `Waits for ${namesOf(refs)}, which ${refs.length === 1 ? 'comes' : 'come'} only after it`;
}
