import type { Drawing } from './drawing.ts';
import { fitText } from './fit-text.ts';
import type { TextStyleName } from './text-styles.ts';
import { escapeXml } from './xml.ts';

interface TextMarkup {
  readonly markup: string;
  readonly width: number;
}

/** A line of text; all of it shows as a tooltip where it had to be cut. */
export function textMarkup(
  text: string,
  style: TextStyleName,
  { x, y }: { readonly x: number; readonly y: number },
  room: number,
  drawing: Drawing,
  looks = '',
): TextMarkup {
  const fitted = fitText(text, style, room, drawing.advance);
  const whole = fitted.isCut ? `<title>${escapeXml(text)}</title>` : '';
  const names = looks === '' ? style : `${style} ${looks}`;
  const markup = `<text class="${names}" x="${round(x)}" y="${round(y)}">${escapeXml(fitted.text)}${whole}</text>`;
  return { markup, width: fitted.width };
}

/** Hundredths of a pixel: more digits only make a file longer. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
