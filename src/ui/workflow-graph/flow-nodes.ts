import { isMatrix, type GraphNode, type PlacedNode } from '#graph/index.ts';
import { MatrixCard, type MatrixNode } from './matrix-card.tsx';
import { TaskCard, type CardNode } from './task-card.tsx';
import { terminalLabel } from './spoken-name.ts';
import { Terminal, type TerminalNode } from './terminal.tsx';

export type FlowNode = CardNode | MatrixNode | TerminalNode;

export const nodeTypes = { card: TaskCard, matrix: MatrixCard, terminal: Terminal };

const fixed = {
  draggable: false,
  selectable: false,
  focusable: false,
  connectable: false,
  deletable: false,
  // Stated, so that nothing is measured.
  handles: [],
  // The wrapper has no role of its own; the button inside it has.
  domAttributes: { 'aria-roledescription': undefined },
} as const;

/** Makes React Flow's node of a placed one, always the same object for the same one. */
export function flowNodeMaker(domIdOf: (node: GraphNode) => string): (placed: PlacedNode) => FlowNode {
  const made = new WeakMap<PlacedNode, FlowNode>();
  return (placed) => {
    const known = made.get(placed);
    if (known !== undefined) return known;
    const flowNode = flowNodeOf(placed, domIdOf);
    made.set(placed, flowNode);
    return flowNode;
  };
}

function flowNodeOf(placed: PlacedNode, domIdOf: (node: GraphNode) => string): FlowNode {
  const { node, x, y, width, height } = placed;
  const common = { ...fixed, handles: [], id: node.id, position: { x, y }, width, height };
  switch (node.kind) {
    case 'start':
    case 'end':
      return {
        ...common,
        type: 'terminal',
        data: { kind: node.kind, label: terminalLabel(node), title: '' },
      };
    case 'failure': {
      const runs = `When this workflow fails, ${node.name} runs`;
      const title = node.problem === '' ? runs : `${runs}. ${node.problem}`;
      return { ...common, type: 'terminal', data: { kind: node.kind, label: terminalLabel(node), title } };
    }
    case 'task':
    case 'loop':
    case 'placeholder':
    case 'junction': {
      const data = { node, domId: domIdOf(node) };
      return isMatrix(node) ? { ...common, type: 'matrix', data } : { ...common, type: 'card', data };
    }
    default:
      return node.kind satisfies never;
  }
}
