import {
  isMatrix,
  isSelectable,
  type Direction,
  type GraphNode,
  type Navigator,
  type Step,
} from '#graph/index.ts';
import type { Blocks } from './use-blocks.ts';
import type { ViewportMoves } from './use-viewport.ts';

export interface KeyTargets {
  readonly navigator: Navigator;
  readonly direction: Direction;
  readonly selected: GraphNode | null;
  readonly taken: ReadonlySet<string> | undefined;
  readonly moves: ViewportMoves;
  readonly select: (node: GraphNode | null) => void;
  readonly open: (node: GraphNode) => void;
  readonly fit: () => void;
  readonly blocks: Blocks;
  readonly search: () => void;
  readonly turn: () => void;
  readonly zoomTo: (node: GraphNode) => void;
  readonly toggleOutline: () => void;
  /** Null where there is no link to copy. */
  readonly copyLink: (() => void) | null;
}

/** How far an arrow with Shift moves the window, in pixels. */
const pan = 120;
const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [0, -pan],
  ArrowUp: [0, pan],
  ArrowLeft: [pan, 0],
  ArrowRight: [-pan, 0],
};

const blockKeys = { '[': 'out', ']': 'in' } as const;

const steps: Readonly<Record<Direction, Readonly<Record<string, Step>>>> = {
  down: { ArrowDown: 'next', ArrowUp: 'previous', ArrowLeft: 'before', ArrowRight: 'after', ...blockKeys },
  right: { ArrowRight: 'next', ArrowLeft: 'previous', ArrowUp: 'before', ArrowDown: 'after', ...blockKeys },
};

/** Arrows walk, `[` leaves a block and `]` enters one, `e` folds a block and `E` all of them, Enter opens,
 * Escape lets go, `c` copies the link to a task, `/` searches, `o` shows the outline, + − 0 f z zoom, Shift with arrows moves the
 * window, d turns the flow. Nothing the browser or a text field owns. */
export function handleGraphKey(event: KeyboardEvent, targets: KeyTargets): void {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(target instanceof Element) || target.closest('[data-graph-toolbar]') !== null) return;
  const way = event.shiftKey ? pans[event.key] : undefined;
  if (way !== undefined) targets.moves.panBy(...way);
  if (way !== undefined || act(event.key, targets)) event.preventDefault();
}

function act(key: string, targets: KeyTargets): boolean {
  const { navigator, direction, selected, taken, moves, select, open, fit, blocks, search, turn } = targets;
  const step = steps[direction][key];
  if (step === 'in' && selected !== null && isMatrix(selected)) {
    open(selected);
    return true;
  }
  if (step !== undefined) {
    const next = selected === null ? navigator.first() : navigator.step(selected, step, taken);
    if (next !== null) select(next);
    return true;
  }
  switch (key) {
    case 'Enter':
      if (selected === null || !isSelectable(selected)) return false;
      open(selected);
      return true;
    case 'Escape':
      if (selected === null) return false;
      select(null);
      return true;
    case 'Home': {
      const first = navigator.first();
      if (first !== null) select(first);
      return true;
    }
    case '+':
    case '=':
      moves.zoomBy(1.25);
      return true;
    case '-':
    case '_':
      moves.zoomBy(1 / 1.25);
      return true;
    case '0':
      moves.zoomTo(1);
      return true;
    case 'f':
      fit();
      return true;
    case 'z':
      if (selected === null) return false;
      targets.zoomTo(selected);
      return true;
    case 'd':
      turn();
      return true;
    case 'e':
      if (selected === null || blocks.foldOf(selected) === null) return false;
      blocks.toggle(selected);
      return true;
    case 'E':
      blocks.toggleAll();
      return true;
    case '/':
      search();
      return true;
    case 'c':
      if (targets.copyLink === null) return false;
      targets.copyLink();
      return true;
    case 'o':
      targets.toggleOutline();
      return true;
    default:
      return false;
  }
}
