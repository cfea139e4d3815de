import type { TextStyleName } from './text-styles.ts';

/** How far one character, as a reader counts them, moves what follows it. */
export type Advance = (character: string, style: TextStyleName) => number;

export interface FittedText {
  readonly text: string;
  readonly width: number;
  readonly isCut: boolean;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ellipsis = '…';

/** A text in one line, cut with an ellipsis where it is wider than its room, and never within a character. */
export function fitText(text: string, style: TextStyleName, room: number, advance: Advance): FittedText {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const roomToCut = room - advance(ellipsis, style);
  let width = 0;
  // What still leaves room for the ellipsis.
  let kept = 0;
  let keptWidth = 0;
  let at = 0;
  for (const character of charactersOf(line)) {
    width += advance(character, style);
    at += character.length;
    if (width <= roomToCut) {
      kept = at;
      keptWidth = width;
    }
    if (width > room)
      return { text: line.slice(0, kept) + ellipsis, width: keptWidth + room - roomToCut, isCut: true };
  }
  return { text: line, width, isCut: false };
}

function* charactersOf(line: string): Generator<string> {
  // Nearly all names are of this kind, and need no rules of how characters combine.
  if (/^[\x20-\x7e]*$/.test(line)) yield* line;
  else for (const { segment } of segmenter.segment(line)) yield segment;
}
