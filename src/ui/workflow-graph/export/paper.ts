import type { Box } from '#graph/index.ts';

/** What fits within the margins of both A4 and Letter, in pixels of CSS. */
const paper = { short: 718, long: 979 } as const;
/** At the foot of each page, for its number. */
export const footHeight = 24;
/** Between pieces that stand on one page. */
export const pieceGap = 24;
/** At half its size the text of a card can still be read. */
const readable = 0.5;
/** A graph that needs more pages is printed smaller. */
const mostPages = 60;
/** Neighbours share as much, a card and a little, so that what is cut in one piece is whole in the other. */
const overlap = { across: 240, down: 80 } as const;

export interface Pages {
  readonly isLandscape: boolean;
  readonly scale: number;
  /** The parts of the drawing, in the order in which they are read. */
  readonly pieces: readonly Box[];
  /** How many of them a page holds: below each other where the drawing is a long strip, beside each other where it is a tall one. */
  readonly perPage: number;
  readonly isBeside: boolean;
}

/** A drawing on one page where it can be read there, else in as many pieces as it takes. */
export function pagesOf(area: Box): Pages {
  const portrait = divisionOf(area, paper.short, paper.long - footHeight);
  const landscape = divisionOf(area, paper.long, paper.short - footHeight);
  const isLandscape = isBetter(landscape, portrait);
  const { scale, columns, rows, perPage } = isLandscape ? landscape : portrait;
  const pieces = startsOf(rows).flatMap((y) =>
    startsOf(columns).map((x) => ({
      x: area.x + x,
      y: area.y + y,
      width: columns.piece,
      height: rows.piece,
    })),
  );
  return { isLandscape, scale, pieces, perPage, isBeside: columns.count === 1 };
}

/** A length in pieces that share a little with their neighbours. */
interface Cut {
  readonly count: number;
  readonly piece: number;
  readonly step: number;
}

interface Division {
  readonly scale: number;
  readonly columns: Cut;
  readonly rows: Cut;
  readonly perPage: number;
}

/** Whole before in pieces, on fewer pages before more, and as large as can be. */
function isBetter(one: Division, other: Division): boolean {
  if (isWhole(one) !== isWhole(other)) return isWhole(one);
  const saved = pageCount(other) - pageCount(one);
  return saved > 0 || (saved === 0 && one.scale > other.scale);
}

function isWhole({ columns, rows }: Division): boolean {
  return columns.count * rows.count === 1;
}

function pageCount({ columns, rows, perPage }: Division): number {
  return Math.ceil((columns.count * rows.count) / perPage);
}

function divisionOf(area: Box, width: number, height: number): Division {
  const whole = Math.min(1, width / area.width, height / area.height);
  if (whole >= readable) return divide(area, width, height, whole);
  let best = divide(area, width, height, readable);
  while (pageCount(best) > mostPages) best = divide(area, width, height, best.scale * 0.9);
  // As large as so many pages allow.
  for (let next = best; next.scale <= 1 && pageCount(next) <= pageCount(best);) {
    best = next;
    next = divide(area, width, height, best.scale * 1.05);
  }
  return best;
}

function divide(area: Box, width: number, height: number, scale: number): Division {
  const columns = cut(area.width, width / scale, overlap.across);
  const rows = cut(area.height, height / scale, overlap.down);
  const fitting = (room: number, size: number) => Math.floor((room + pieceGap) / (size * scale + pieceGap));
  const along = columns.count === 1 ? fitting(width, area.width) : fitting(height, area.height);
  const isGrid = columns.count > 1 && rows.count > 1;
  return { scale, columns, rows, perPage: isGrid ? 1 : Math.max(1, along) };
}

function cut(length: number, piece: number, shared: number): Cut {
  // A hair more than the paper is a matter of rounding.
  if (length <= piece + 0.01) return { count: 1, piece: length, step: 0 };
  // Of pieces that are little longer than what they share, half would be shared.
  const step = piece - Math.min(shared, piece / 2);
  return { count: Math.ceil((length - piece) / step) + 1, piece, step };
}

function startsOf({ count, step }: Cut): readonly number[] {
  return Array.from({ length: count }, (_, at) => at * step);
}
