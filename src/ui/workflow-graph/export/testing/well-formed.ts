/** What is wrong with a text as an XML document, as far as our own drawings go; '' if nothing is. */
export function xmlFault(text: string): string {
  if (!text.isWellFormed()) return 'half a character';
  const bad = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/u.exec(text);
  if (bad !== null) return `a character that XML does not know at ${bad.index}`;
  const open: string[] = [];
  let at = 0;
  for (const { index, 0: tag, 1: name = '' } of text.matchAll(
    /<\/?([\w-]+)(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g,
  )) {
    const fault = contentFault(text.slice(at, index));
    if (fault !== '') return fault;
    at = index + tag.length;
    if (tag.startsWith('</')) {
      const last = open.pop();
      if (last !== name) return `</${name}> where <${last}> is open`;
    } else if (!tag.endsWith('/>')) open.push(name);
    if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(tag)) return `an unknown entity in ${tag}`;
  }
  if (open.length > 0) return `<${open.join('><')}> not closed`;
  return contentFault(text.slice(at));
}

function contentFault(content: string): string {
  return /[<>]|&(?!(?:amp|lt|gt|quot|apos);)/.test(content) ? `not escaped: ${content.slice(0, 60)}` : '';
}
