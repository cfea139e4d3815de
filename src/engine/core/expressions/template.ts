/** A piece of a text: literal, or what stands between `${` and its `}`. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string };

/**
 * Splits a text at its outermost `${…}`. Braces inside count, so `${a[${b}]}` is one expression;
 * `$${` starts none, and from a `${` without its `}` on, all is plain text.
 */
export function splitTemplate(text: string): readonly TemplatePart[] {
  const closings = matchBraces(text);
  const parts: TemplatePart[] = [];
  let done = 0;
  for (let start = text.indexOf('${'); start !== -1;) {
    if (text[start - 1] === '$') {
      start = text.indexOf('${', start + 1);
      continue;
    }
    const end = closings.get(start + 1);
    if (end === undefined) break;
    if (start > done) parts.push({ kind: 'text', text: text.slice(done, start) });
    parts.push({ kind: 'expression', source: text.slice(start + 2, end) });
    done = end + 1;
    start = text.indexOf('${', done);
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) });
  return parts;
}

/** Where each opening brace is closed; found in one pass, however many stay open. */
function matchBraces(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{') open.push(at);
    else if (character === '}') {
      const start = open.pop();
      if (start !== undefined) closings.set(start, at);
    }
  }
  return closings;
}
