import type { OutlineRow } from '#graph/index.ts';

export type OutlineAction =
  | { readonly kind: 'go'; readonly to: number }
  /** Folds or unfolds what the line stands for; 'leave' goes back to the graph. */
  | { readonly kind: 'fold' | 'open' | 'leave' | 'search' | 'close' };

/**
 * What a key does in the outline, as in any tree. `at` is -1 where no line is selected; `isOpen` is undefined for a
 * task that holds no others.
 */
export function outlineAction(
  key: string,
  rows: readonly OutlineRow[],
  at: number,
  isOpen: boolean | undefined,
): OutlineAction | null {
  const go = (to: number): OutlineAction => ({
    kind: 'go',
    to: Math.min(Math.max(to, 0), rows.length - 1),
  });
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at === -1 ? rows.length - 1 : at - 1);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'ArrowRight':
      if (isOpen === false) return { kind: 'fold' };
      return isChild(rows, at) ? go(at + 1) : null;
    case 'ArrowLeft': {
      if (isOpen === true) return { kind: 'fold' };
      const parent = parentOf(rows, at);
      return parent === -1 ? null : go(parent);
    }
    case 'Enter':
      return at === -1 ? null : { kind: 'open' };
    case 'Escape':
      return { kind: 'leave' };
    case '/':
      return { kind: 'search' };
    case 'o':
      return { kind: 'close' };
    default:
      return null;
  }
}

/** Whether the next line is inside this one. */
function isChild(rows: readonly OutlineRow[], at: number): boolean {
  const row = rows[at];
  return row !== undefined && (rows[at + 1]?.level ?? 0) > row.level;
}

function parentOf(rows: readonly OutlineRow[], at: number): number {
  const level = rows[at]?.level ?? 0;
  return rows.findLastIndex((row, index) => index < at && row.level < level);
}
