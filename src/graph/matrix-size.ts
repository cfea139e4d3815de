/** How the branches of a large fork are laid out in cells: it depends on their number and on nothing else. */
export interface MatrixSize {
  readonly columns: number;
  readonly rows: number;
  /** Of the card. */
  readonly width: number;
  readonly height: number;
  /** Of the part of the cells that shows; the rest is scrolled to. */
  readonly gridHeight: number;
}

const columns = 20;
const visibleRows = 8;

/** From one cell to the next. */
export const cellPitch = 18;

/** What the card holds beside its cells: padding and the scroll bar; header, filter and the line at the foot. */
const beside = 30;
const aroundRows = 128;

export function matrixSize(branches: number): MatrixSize {
  const rows = Math.max(1, Math.ceil(branches / columns));
  const gridHeight = Math.min(rows, visibleRows) * cellPitch;
  return { columns, rows, width: columns * cellPitch + beside, height: gridHeight + aroundRows, gridHeight };
}
