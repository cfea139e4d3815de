import {
  canOpen,
  taskTypeInfo,
  type Finding,
  type GraphNode,
  type SearchHit,
  type WorkflowGraph,
} from '#graph/index.ts';
import { formatCount, formatQuantity, visibleName } from '#lib/formats.ts';
import { nodeTitle } from './spoken-name.ts';

/** The name of what was found: of a task, or of one of many branches. */
export function hitTitle({ node, branch }: SearchHit): string {
  const name = node.members[branch];
  return name === undefined ? nodeTitle(node) : visibleName(name.slice(0, 200));
}

/** What a search cannot look into: the tasks of sub-workflows that are not drawn in place. '' for nothing. */
export function unsearchedWords({ nodes }: WorkflowGraph): string {
  const closed = nodes.filter(({ subWorkflow: sub }) => sub !== null && !sub.isOpen && canOpen(sub)).length;
  if (closed === 0) return '';
  const what = formatQuantity(closed, 'sub-workflow');
  return `${what} not opened ${closed === 1 ? 'is' : 'are'} not searched`;
}

/** Why a search has found a task, in words; its reference name stands above them. */
export function findingWords({ kind, text, iteration }: Finding, node: GraphNode): string {
  switch (kind) {
    case 'name':
      return `called ${text}`;
    case 'reason':
      return `reason: ${text}`;
    case 'detail':
      return text;
    case 'input': {
      const where = iteration > 0 ? `in its input, iteration ${formatCount(iteration)}` : 'in its input';
      return `${where}: ${text}`;
    }
    case 'reference':
    case 'type':
    case 'status':
      return node.kind === 'placeholder' ? 'Branches of a dynamic fork' : taskTypeInfo(node.type).label;
    default:
      return kind satisfies never;
  }
}
