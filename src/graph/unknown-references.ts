import type { DraftNode } from './connect.ts';
import { expressionHeads, textsOf } from './lineage.ts';
import { namesOf } from './names-of.ts';
import { scopedRef, type GraphNode } from './types.ts';

/** The server fills in expressions only here; elsewhere `${` is part of a script or a description. */
const resolved = ['inputParameters', 'sink', 'items', 'subWorkflowParam'] as const;

/** Marks the tasks that use values of tasks which are not there. */
export function markUnknownReferences(
  nodes: readonly DraftNode[],
  byRef: ReadonlyMap<string, GraphNode>,
): void {
  // A dynamic fork makes tasks under names that the definition does not show.
  const dynamic = new Set(nodes.filter(({ type }) => type === 'FORK_JOIN_DYNAMIC').map(({ scope }) => scope));
  for (const node of nodes) {
    if (node.problem !== '' || dynamic.has(node.scope)) continue;
    const missing = missingRefs(node, byRef, resolved);
    if (missing.length === 0) continue;
    node.problem = `Uses unknown ${namesOf(missing)}`;
    // The server looks no deeper, and at nothing else.
    node.isRefused = node.parent === null && missingRefs(node, byRef, ['inputParameters']).length > 0;
  }
}

function missingRefs(
  { task, scope }: DraftNode,
  byRef: ReadonlyMap<string, GraphNode>,
  keys: readonly string[],
): readonly string[] {
  const missing = new Set<string>();
  for (const key of keys) {
    if (task[key] === undefined) continue;
    for (const text of textsOf({ [key]: task[key] }))
      for (const ref of expressionHeads(text)) if (!isKnown(ref, scope, byRef)) missing.add(ref);
  }
  return [...missing];
}

function isKnown(ref: string, scope: string, byRef: ReadonlyMap<string, GraphNode>): boolean {
  // A plain upper-case word names a variable of the server's environment; a loop adds `__` and a number to its tasks.
  if (ref === 'workflow' || /^[A-Z][A-Z0-9_]*$/.test(ref)) return true;
  return byRef.has(scopedRef(scope, ref)) || byRef.has(scopedRef(scope, ref.replace(/(__\d+)+$/, '')));
}
