import type { Box } from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { placesOf, visibleIn, withRim } from '../scene.ts';
import { withoutCovered } from '../shared-lines.ts';
import { dataUrlOf } from './data-url.ts';
import { pictureSize, tilesOf, type PictureSize } from './picture-size.ts';
import type { Sketch } from './sketch.ts';
import type { Work } from '#lib/slices.ts';

/** So many cards at a time that the browser never draws for long. */
const fullTile = 120;

export interface Png {
  readonly blob: Blob;
  readonly size: PictureSize;
}

/** The picture in pixels, drawn square by square: all at once, a large one would hold up the page. */
export async function pngOf(
  sketch: Sketch,
  taken: ReadonlySet<string> | undefined,
  work: Work,
): Promise<Png> {
  const size = pictureSize(sketch.area);
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d');
  if (context === null) throw tooLarge(size);
  const places = placesOf(sketch.part);
  const quiet = { ...work, onProgress: () => undefined };
  try {
    let done = 0;
    const isTooFull = (tile: Box) => places.nodes.search(areaOf(tile, size, sketch.area)).length > fullTile;
    for (const tile of tilesOf(size, isTooFull)) {
      const area = areaOf(tile, size, sketch.area);
      const visible = visibleIn(places, withRim(area));
      const edges = withoutCovered(visible.edges, area, taken);
      const svg = await sketch.svg(area, { ...visible, edges }, tile, quiet);
      context.drawImage(await imageOf(svg), tile.x, tile.y);
      work.signal.throwIfAborted();
      done += tile.width * tile.height;
      work.onProgress(done / (size.width * size.height));
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    work.signal.throwIfAborted();
    if (blob === null) throw tooLarge(size);
    return { blob, size };
  } finally {
    // Hundreds of megabytes, which would otherwise wait for the next collection.
    canvas.width = 0;
  }
}

async function imageOf(svg: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  // An address that holds the picture: the page's policy knows no others.
  image.src = await dataUrlOf(svg);
  await image.decode();
  return image;
}

function areaOf({ x, y, width, height }: Box, { scale }: PictureSize, whole: Box): Box {
  return { x: whole.x + x / scale, y: whole.y + y / scale, width: width / scale, height: height / scale };
}

function tooLarge({ width, height }: PictureSize): Error {
  const pixels = `${formatCount(width)} × ${formatCount(height)} pixels`;
  return new Error(`This browser cannot make a picture of ${pixels}. An SVG has no such limit.`);
}
