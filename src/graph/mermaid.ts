import type { Direction } from './geometry.ts';
import { taskTypeInfo, type TaskFamily } from './task-types.ts';
import type { GraphNode, WorkflowGraph } from './types.ts';

/** Names longer than this are cut. */
const longestName = 60;

/** The graph as a Mermaid flowchart, for documents that draw such. */
export function mermaidOf(graph: WorkflowGraph, direction: Direction): string {
  const ids = new Map(graph.nodes.map((node, at) => [node, `n${at}`]));
  const id = (node: GraphNode) => ids.get(node) ?? '';
  const lines = [`flowchart ${direction === 'down' ? 'TD' : 'LR'}`];
  for (const node of graph.nodes) lines.push(`  ${id(node)}${shapeOf(node)}`);
  for (const { source, target, label, isAwaited } of graph.edges) {
    const name = label === '' ? '' : `|${quoted(label)}|`;
    lines.push(`  ${id(source)} ${isAwaited ? '-->' : '-.->'}${name} ${id(target)}`);
  }
  for (const { source, target, kind } of graph.crossEdges) {
    const name = kind === 'failure' ? `|${quoted('on failure')}|` : '';
    lines.push(`  ${id(source)} -.->${name} ${id(target)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Shapes that say more than a box. */
const brackets = new Map<TaskFamily, readonly [string, string]>([
  ['switch', ['{', '}']],
  ['sub-workflow', ['[[', ']]']],
  ['fork', ['[/', '/]']],
  ['join', ['[/', '/]']],
]);

function shapeOf(node: GraphNode): string {
  switch (node.kind) {
    case 'start':
      return `([${quoted('Start')}])`;
    case 'end':
      return `([${quoted('End')}])`;
    case 'junction':
      return '(( ))';
    case 'failure':
      return `([${quoted(node.name)}])`;
    case 'placeholder':
      return `[[${quoted(node.name, node.detail)}]]`;
    case 'loop':
      return `{{${quoted(node.ref, node.detail)}}}`;
    case 'task': {
      const { family, label } = taskTypeInfo(node.type);
      const [open, close] = brackets.get(family) ?? ['[', ']'];
      return `${open}${quoted(node.ref || node.name || 'unnamed task', label)}${close}`;
    }
    default:
      return node.kind satisfies never;
  }
}

/** In quotes Mermaid takes any text, with entities for what is special in it. */
function quoted(...texts: readonly string[]): string {
  const safe = texts
    .map((text) => Array.from(text).slice(0, longestName).join(''))
    .map((text) => text.replaceAll(/[#"&<>\\`|[\]{}()]/g, (character) => `#${character.codePointAt(0)};`))
    .map((text) => text.replaceAll(/\s+/g, ' '));
  return `"${safe.join('<br/>')}"`;
}
