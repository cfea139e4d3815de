import type { Box } from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';

/** What every current browser can draw and write to a file: more, and the picture comes out empty. */
const longestSide = 16_000;
const mostPixels = 100_000_000;
/** Sharp on screens of twice the usual resolution. */
const wantedScale = 2;

export interface PictureSize {
  /** Pixels for each unit of the drawing. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** Twice as large as on the page, or as large as can be. */
export function pictureSize({ width, height }: Box): PictureSize {
  const scale = Math.min(
    wantedScale,
    longestSide / width,
    longestSide / height,
    Math.sqrt(mostPixels / (width * height)),
  );
  const pixels = (length: number) => Math.max(1, Math.round(length * scale));
  return { scale, width: pixels(width), height: pixels(height) };
}

/** `38 % of life size, 16,000 × 9,000 px; SVG keeps every detail`; '' for a picture that shows all there is. */
export function reductionWords({ scale, width, height }: PictureSize): string {
  if (scale >= 1) return '';
  const percent = Number((scale * 100).toPrecision(2));
  const pixels = `${formatCount(width)} × ${formatCount(height)} px`;
  return `${percent} % of life size, ${pixels}; SVG keeps every detail`;
}

/** In pixels. */
const largestTile = 1_024;
const smallestTile = 32;

/** Cuts a picture into pieces that are drawn one after the other, and a piece in two where there is too much in it. */
export function* tilesOf(
  { width, height }: PictureSize,
  isTooFull: (tile: Box) => boolean,
): Generator<Box, void> {
  for (let y = 0; y < height; y += largestTile)
    for (let x = 0; x < width; x += largestTile) {
      const tile = {
        x,
        y,
        width: Math.min(largestTile, width - x),
        height: Math.min(largestTile, height - y),
      };
      yield* partsOf(tile, isTooFull);
    }
}

function* partsOf(tile: Box, isTooFull: (tile: Box) => boolean): Generator<Box, void> {
  const { x, y, width, height } = tile;
  if (Math.max(width, height) < 2 * smallestTile || !isTooFull(tile)) {
    yield tile;
    return;
  }
  const [half, tall] = [Math.floor(width / 2), Math.floor(height / 2)];
  const halves =
    width > height
      ? [
          { ...tile, width: half },
          { ...tile, x: x + half, width: width - half },
        ]
      : [
          { ...tile, height: tall },
          { ...tile, y: y + tall, height: height - tall },
        ];
  for (const part of halves) yield* partsOf(part, isTooFull);
}
