import { taskTypeInfo, type Finding, type GraphNode, type SearchHit } from '#graph/index.ts';
import { formatCount, visibleName } from '#lib/formats.ts';
import { nodeTitle } from './spoken-name.ts';

/** The name of what was found: of a task, or of one of many branches. */
export function hitTitle({ node, branch }: SearchHit): string {
  const name = node.members[branch];
  return name === undefined ? nodeTitle(node) : visibleName(name.slice(0, 200));
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
