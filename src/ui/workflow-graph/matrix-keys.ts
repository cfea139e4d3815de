/** Where a key leads from a cell, among so many cells in rows of so many columns; null for a key that leads nowhere. */
export function cellAfter(key: string, at: number, cells: number, columns: number): number | null {
  const last = cells - 1;
  const move = (by: number): number => {
    const next = at + by;
    return next < 0 || next > last ? at : next;
  };
  switch (key) {
    case 'ArrowRight':
      return move(1);
    case 'ArrowLeft':
      return move(-1);
    case 'ArrowDown':
      // Below the last full row stands a shorter one.
      return Math.floor(at / columns) < Math.floor(last / columns) ? Math.min(at + columns, last) : at;
    case 'ArrowUp':
      return move(-columns);
    case 'PageDown':
      return Math.min(at + columns * pageRows, last);
    case 'PageUp':
      return Math.max(at - columns * pageRows, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

const pageRows = 8;
