import type { Box } from '#graph/index.ts';

/** What fits within the margins of both A4 and Letter, in pixels of CSS. */
const paper = { short: 718, long: 979 } as const;
/** At half its size the text of a card can still be read. */
const readable = 0.5;
/** A graph that needs more pages is printed smaller. */
const mostPages = 60;
/** Neighbours share as much, so that what is cut on one page is whole on the other. */
const overlap = 80;

export interface Pages {
  readonly isLandscape: boolean;
  readonly scale: number;
  /** What of the drawing stands on each page. */
  readonly areas: readonly Box[];
}

/** A drawing on one page where it can be read there, else on as many as it takes. */
export function pagesOf(area: Box): Pages {
  const portrait = pagesWithin(area, paper.short, paper.long);
  const landscape = pagesWithin(area, paper.long, paper.short);
  const isLandscape =
    landscape.areas.length < portrait.areas.length ||
    (landscape.areas.length === portrait.areas.length && landscape.scale > portrait.scale);
  return { isLandscape, ...(isLandscape ? landscape : portrait) };
}

interface ScaledPages {
  readonly scale: number;
  readonly areas: readonly Box[];
}

function pagesWithin(area: Box, width: number, height: number): ScaledPages {
  const whole = Math.min(1, width / area.width, height / area.height);
  if (whole >= readable) return { scale: whole, areas: [area] };
  let scale = readable;
  while (countOf(area.width, width / scale) * countOf(area.height, height / scale) > mostPages) scale *= 0.9;
  const columns = cut(area.x, area.width, width / scale);
  const rows = cut(area.y, area.height, height / scale);
  const areas = rows.flatMap(([y, tall]) =>
    columns.map(([x, wide]) => ({ x, y, width: wide, height: tall })),
  );
  return { scale, areas };
}

/** How many pieces cover a length. */
function countOf(length: number, piece: number): number {
  return length <= piece ? 1 : Math.ceil((length - overlap) / (piece - overlap));
}

/** The pieces: where each begins, and how long all are. */
function cut(from: number, length: number, piece: number): readonly (readonly [number, number])[] {
  const count = countOf(length, piece);
  if (count === 1) return [[from, length]];
  return Array.from({ length: count }, (_, at) => [from + at * (piece - overlap), piece]);
}
