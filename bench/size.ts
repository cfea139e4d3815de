import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figures.ts';

/** What the browser has to load before /executions shows anything. */
export async function measureSize(): Promise<Figure[]> {
  // Reads what the build wrote, which may have been made only just now.
  const { default: sizeLimits } = await import('../.size-limit.mjs');
  const files = sizeLimits.flatMap(({ path }) => path).filter((file) => file.endsWith('.js'));
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
  return [
    {
      what: 'JavaScript of the first page, gzip',
      ours: `${Math.round(bytes / 1000)} kB`,
      conductor: '3,215 kB',
      budget: '250 kB',
    },
  ];
}
