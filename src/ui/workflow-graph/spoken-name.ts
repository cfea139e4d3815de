import { taskTypeInfo, type GraphNode, type NodeRun } from '#graph/index.ts';
import { statusInfo } from '../status-info.ts';

/** What the card calls itself. */
export function nodeTitle(node: GraphNode): string {
  return (node.ref || node.name || 'unnamed task').slice(0, 200);
}

/** A node in words: name, type, status, and what is wrong with it. */
export function spokenName(node: GraphNode, run: NodeRun | undefined, isRun: boolean): string {
  const parts = [nodeTitle(node), node.kind === 'placeholder' ? node.detail : taskTypeInfo(node.type).label];
  if (run !== undefined) parts.push(statusInfo(run.status).word);
  else if (isRun) parts.push('Not reached');
  if (run !== undefined && run.attempts > 1) parts.push(`try ${run.attempts}`);
  if (run !== undefined && run.iteration > 0) parts.push(`iteration ${run.iteration}`);
  if (run !== undefined && run.members > 0) parts.push(`${run.ended} of ${run.members} ended`);
  if (node.problem !== '' && !isRun) parts.push(node.problem);
  return parts.join(', ');
}
