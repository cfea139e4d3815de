/** Whether a style sheet's `unicode-range` holds any of the characters. Without one, a font is for all. */
export function holdsAny(range: string, characters: ReadonlySet<string>): boolean {
  const parts = range.split(',').map(boundsOf);
  if (range.trim() === '') return characters.size > 0;
  for (const character of characters)
    for (const point of character) {
      const code = point.codePointAt(0) ?? 0;
      if (parts.some(([from, to]) => from <= code && code <= to)) return true;
    }
  return false;
}

/** Of `U+26`, `U+0-7F` or `U+4??`. */
function boundsOf(part: string): readonly [number, number] {
  const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from.replaceAll('?', '0'), 16), Number.parseInt(to.replaceAll('?', 'F'), 16)];
}
