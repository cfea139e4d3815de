/** One measured figure beside what Conductor's own UI or server needs on two shared cores, and our budget. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly conductor: string;
  readonly budget: string;
}

/** Prints figures as a table that reads well in a terminal and in a note. */
export function printTable(figures: readonly Figure[]): void {
  const rows = [
    ['what', 'here', 'Conductor', 'budget'],
    ...figures.map(({ what, ours, conductor, budget }) => [what, ours, conductor, budget]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  console.log(line(head));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of body) console.log(line(row));
}

/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
