import type { Direction } from './geometry.ts';
import { matrixSize } from './matrix-size.ts';
import type { GraphNode } from './types.ts';

/** The measures of a drawing. 'Main' runs with the flow, 'cross' across it. */
export interface Metrics {
  readonly direction: Direction;
  readonly card: Extent;
  readonly terminal: Extent;
  /** The way out on failure, and how far it stands from the middle of the start. */
  readonly failure: Extent;
  readonly failureAside: number;
  /** Between two tasks of a sequence. */
  readonly step: number;
  /** Between the junction of a group and the next task. */
  readonly afterJunction: number;
  /** From the head of a group to its branches, without and with labels. */
  readonly split: number;
  readonly labelledSplit: number;
  /** The same for a loop: there is room for the number of its iteration. */
  readonly framedSplit: number;
  /** From the longest branch to the junction. */
  readonly merge: number;
  /** How far from its end an edge turns. */
  readonly bend: number;
  /** Between two branches. */
  readonly branchGap: number;
  /** Half of what an empty branch takes up, without and with a label. */
  readonly passHalf: number;
  readonly labelledPassHalf: number;
  /** Around the body of a loop, inside its frame. */
  readonly framePadding: number;
  /** From a branch's first task back to the middle of its label. */
  readonly labelBack: number;
  readonly labelLength: number;
}

export interface Extent {
  readonly main: number;
  readonly cross: number;
}

const cardSize = { width: 212, height: 52 } as const;
const terminalSize = { width: 60, height: 26 } as const;
const failureHeight = 26;

const shared = { afterJunction: 16, merge: 30, bend: 14, passHalf: 12 } as const;

const down: Metrics = {
  ...shared,
  direction: 'down',
  card: { main: cardSize.height, cross: cardSize.width },
  terminal: { main: terminalSize.height, cross: terminalSize.width },
  failure: { main: failureHeight, cross: 240 },
  failureAside: 66,
  step: 24,
  split: 34,
  framedSplit: 46,
  labelledSplit: 58,
  branchGap: 32,
  framePadding: 20,
  labelledPassHalf: 48,
  labelBack: 18,
  labelLength: 0,
};

const right: Metrics = {
  ...shared,
  direction: 'right',
  card: { main: cardSize.width, cross: cardSize.height },
  terminal: { main: terminalSize.width, cross: terminalSize.height },
  // Shorter, as the frame of a loop may come next.
  failure: { main: 180, cross: failureHeight },
  failureAside: 40,
  step: 28,
  split: 38,
  framedSplit: 38,
  labelledSplit: 140,
  branchGap: 24,
  framePadding: 36,
  labelledPassHalf: 14,
  labelBack: 58,
  labelLength: 100,
};

export function metricsOf(direction: Direction): Metrics {
  return direction === 'down' ? down : right;
}

/** The room of a node: nothing that a run changes about it. */
export function extentOf(node: GraphNode, metrics: Metrics): Extent {
  const { kind } = node;
  switch (kind) {
    case 'start':
    case 'end':
      return metrics.terminal;
    case 'failure':
      return metrics.failure;
    case 'junction':
      return { main: 0, cross: 0 };
    case 'placeholder':
      return isMatrix(node) ? matrixExtent(node.members.length, metrics) : metrics.card;
    case 'task':
    case 'loop':
      return metrics.card;
    default:
      return kind satisfies never;
  }
}

/** Whether a node is drawn as a matrix of branches. */
export function isMatrix(node: GraphNode): boolean {
  return node.members.length > 0;
}

function matrixExtent(branches: number, { direction }: Metrics): Extent {
  const { width, height } = matrixSize(branches);
  return direction === 'down' ? { main: height, cross: width } : { main: width, cross: height };
}
