/** A piece of a text: literal, or what stands between `${` and its `}`. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string };

/**
 * Splits a text at its outermost `${…}`. Braces inside count, so `${a[${b}]}` is one expression;
 * `$${` starts none, and a `${` without its `}` is plain text.
 */
export function splitTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let done = 0;
  for (let start = text.indexOf('${'); start !== -1;) {
    const end = text[start - 1] === '$' ? -1 : closingBrace(text, start + 1);
    if (end === -1) {
      start = text.indexOf('${', start + 1);
      continue;
    }
    if (start > done) parts.push({ kind: 'text', text: text.slice(done, start) });
    parts.push({ kind: 'expression', source: text.slice(start + 2, end) });
    done = end + 1;
    start = text.indexOf('${', done);
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) });
  return parts;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '{') depth += 1;
    else if (character === '}' && (depth -= 1) === 0) return at;
  }
  return -1;
}
