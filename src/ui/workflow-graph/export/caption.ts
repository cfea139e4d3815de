import type { Box } from '#graph/index.ts';
import { captionLineHeight, leastWidth } from './drawn-area.ts';
import type { Drawing } from './drawing.ts';
import { fitText } from './fit-text.ts';
import { textMarkup } from './svg-text.ts';

const edge = 12;
const separator = ' · ';

export interface Caption {
  /** The drawing with the room for it below. */
  readonly area: Box;
  readonly markup: string;
}

/** Below a drawing, what it is of: on the page that stands around the graph, and a picture goes without the page. */
export function captionBelow(drawn: Box, parts: readonly string[], drawing: Drawing): Caption {
  const width = Math.max(drawn.width, leastWidth);
  const x = drawn.x - Math.floor((width - drawn.width) / 2);
  const room = width - 2 * edge;
  const bottom = drawn.y + drawn.height;
  const lines = linesOf(parts, room, drawing);
  const markup = lines.map((line, at) => {
    const place = { x: x + edge, y: bottom + at * captionLineHeight + 4 };
    return `${textMarkup(line, 'detail', place, room, drawing).markup}\n`;
  });
  return {
    area: { x, y: drawn.y, width, height: drawn.height + lines.length * captionLineHeight },
    markup: markup.join(''),
  };
}

/** As many parts on a line as fit. */
function linesOf(parts: readonly string[], room: number, { advance }: Drawing): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = last === undefined ? part : `${last}${separator}${part}`;
    if (last === undefined || fitText(longer, 'detail', room, advance).isCut) lines.push(part);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

export function captionLine(parts: readonly string[]): string {
  return parts.join(separator);
}
