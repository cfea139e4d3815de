/** Where each line of a text starts, to turn offsets into lines and columns (both from 1, as editors count). */
export interface LineIndex {
  readonly count: number;
  lineAt(offset: number): number;
  columnAt(offset: number): number;
}

export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);

  function lineAt(offset: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  return {
    count: starts.length,
    lineAt,
    columnAt: (offset) => offset - (starts[lineAt(offset) - 1] ?? 0) + 1,
  };
}
