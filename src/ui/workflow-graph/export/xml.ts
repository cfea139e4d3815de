const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML cannot hold, not even as an entity: control characters, halves of a pair, and two that are none. */
const impossible = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

/** Any text as a part of an XML document, also within quotes. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(impossible, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
