import type { CSSProperties, ReactElement } from 'react';
import { cellPitch } from '#graph/index.ts';
import { cellGap, cellSize } from './matrix-paint.ts';

export interface CellMarkProps {
  readonly className: string | undefined;
  /** -1 for none. */
  readonly cell: number;
  readonly columns: number;
}

/** A frame around one of the painted cells. */
export function CellMark({ className, cell, columns }: CellMarkProps): ReactElement | null {
  return cell === -1 ? null : <div className={className} style={cellBox(cell, columns)} aria-hidden="true" />;
}

export function cellBox(cell: number, columns: number): CSSProperties {
  return {
    left: (cell % columns) * cellPitch + cellGap,
    top: Math.floor(cell / columns) * cellPitch + cellGap,
    width: cellSize,
    height: cellSize,
  };
}
