import type { Direction } from './geometry.ts';
import { taskTypeInfo, type TaskFamily } from './task-types.ts';
import type { GraphPart } from './part.ts';
import type { GraphNode } from './types.ts';

/** Names longer than this are cut. */
const longestName = 60;

/** A graph or a part of it as a Mermaid flowchart, for documents that draw such: line by line, since it may be long. */
export function* mermaidOf(graph: GraphPart, direction: Direction): Generator<string, void> {
  const ids = new Map(graph.nodes.map((node, at) => [node, `n${at}`]));
  const id = (node: GraphNode) => ids.get(node) ?? '';
  yield `flowchart ${direction === 'down' ? 'TD' : 'LR'}\n`;
  for (const node of graph.nodes) yield `  ${id(node)}${shapeOf(node)}\n`;
  for (const { source, target, label, isAwaited } of graph.edges) {
    const name = label === '' ? '' : `|${quoted(label)}|`;
    yield `  ${id(source)} ${isAwaited ? '-->' : '-.->'}${name} ${id(target)}\n`;
  }
  for (const node of graph.nodes) {
    if (node.kind === 'junction' && node.head?.kind === 'loop')
      yield `  ${id(node)} -.->|${quoted('again')}| ${id(node.head)}\n`;
  }
  for (const { source, target, kind } of graph.crossEdges) {
    const name = kind === 'failure' ? `|${quoted('on failure')}|` : '';
    yield `  ${id(source)} -.->${name} ${id(target)}\n`;
  }
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
      // Its detail is the name of what it runs.
      const more = family === 'sub-workflow' && node.detail !== label ? [label, node.detail] : [label];
      return `${open}${quoted(node.ref || node.name || 'unnamed task', ...more)}${close}`;
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
