import { expect, test } from 'vitest';
import { captionBelow } from './caption.ts';
import { sampleDrawing } from './testing/draw.ts';

const parts = ['big_order v1', '512cb86b-1cc7-44e5-96dd-01a2148a38a3', 'Completed'];
const box = (width: number) => ({ x: -24, y: -24, width, height: 100 });
const textsOf = (markup: string) => [...markup.matchAll(/>([^<]+)<\/text>/g)].map(([, text]) => text);

test('stands below the drawing, in one line where it fits', () => {
  const { area, markup } = captionBelow(box(600), parts, sampleDrawing);
  expect(area).toEqual({ x: -24, y: -24, width: 600, height: 118 });
  expect(textsOf(markup)).toEqual(['big_order v1 · 512cb86b-1cc7-44e5-96dd-01a2148a38a3 · Completed']);
});

test('has more lines below a narrow drawing, and makes room for an id', () => {
  const { area, markup } = captionBelow(box(260), parts, sampleDrawing);
  expect(area).toEqual({ x: -54, y: -24, width: 320, height: 154 });
  expect(textsOf(markup)).toEqual(parts);
});
