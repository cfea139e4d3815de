import { cellPitch, type BranchRun } from '#graph/index.ts';
import { branchLook } from './matrix-words.ts';
import type { Palette } from './paint.ts';
import { paintShape } from './paint-shape.ts';

/** Of a cell, without the gap around it. */
export const cellSize = 15;
export const cellGap = (cellPitch - cellSize) / 2;

export interface CellsView {
  readonly branches: readonly BranchRun[];
  /** Which branch is in which cell. */
  readonly order: readonly number[];
  readonly columns: number;
  /** How far the cells are scrolled, and how much of them shows. */
  readonly top: number;
  readonly height: number;
}

/** Draws the cells that show, and no others: each has its status as a colour and as a shape. */
export function paintCells(context: CanvasRenderingContext2D, palette: Palette, view: CellsView): void {
  const { branches, order, columns, top, height } = view;
  context.clearRect(0, 0, columns * cellPitch, height);
  const first = Math.floor(top / cellPitch) * columns;
  const end = Math.min(order.length, Math.ceil((top + height) / cellPitch) * columns);
  for (let at = first; at < end; at += 1) {
    const branch = branches[order[at] ?? -1];
    if (branch === undefined) continue;
    const x = (at % columns) * cellPitch + cellGap;
    const y = Math.floor(at / columns) * cellPitch + cellGap - top;
    paintCell(context, x, y, branch, palette);
  }
}

function paintCell(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  branch: BranchRun,
  palette: Palette,
): void {
  const { tone, shape } = branchLook(branch);
  const strong = palette.tones.get(tone) ?? palette.line;
  const soft = palette.softTones.get(tone) ?? palette.surface;
  const isReached = branch.status !== '';
  // What failed stands out from thousands that did not.
  const isLoud = tone === 'failed' || tone === 'timedout';
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, cellSize - 1, cellSize - 1, 3);
  if (isReached) {
    context.fillStyle = isLoud ? strong : soft;
    context.fill();
  }
  context.lineWidth = 1;
  context.strokeStyle = isReached && tone !== 'completed' ? strong : palette.faintLine;
  context.stroke();
  if (isReached)
    paintShape(context, shape, x + cellSize / 2, y + cellSize / 2, isLoud ? palette.surface : strong);
}
