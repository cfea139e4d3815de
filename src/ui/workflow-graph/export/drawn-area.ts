import type { Box } from '#graph/index.ts';

const margin = 24;

/** As much as the id of an execution needs. */
export const leastWidth = 320;
export const captionLineHeight = 18;

/** What a picture of a part of the drawing shows of it. */
export function withMargin({ x, y, width, height }: Box): Box {
  const left = Math.floor(x - margin);
  const top = Math.floor(y - margin);
  return {
    x: left,
    y: top,
    width: Math.ceil(x + width + margin) - left,
    height: Math.ceil(y + height + margin) - top,
  };
}

/** The same with its caption, as long as it is not known how many lines that needs: nearly always one. */
export function expectedArea(bounds: Box): Box {
  const drawn = withMargin(bounds);
  return { ...drawn, width: Math.max(drawn.width, leastWidth), height: drawn.height + captionLineHeight };
}
