// `npm run bench [-- size server throughput page]`: figures of this machine beside Conductor's own; never a test.
import { bin, runNode } from '../scripts/run.ts';
import { printTable, type Figure } from './figures.ts';
import { measurePage } from './page.ts';
import { measureServer } from './server.ts';
import { measureSize } from './size.ts';
import { measureThroughput } from './throughput.ts';

const parts: Record<string, () => Promise<Figure[]> | Figure[]> = {
  size: measureSize,
  server: measureServer,
  throughput: measureThroughput,
  page: measurePage,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: choose from ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const { code } = await runNode([bin('vite'), 'build', '--logLevel', 'warn']);
if (code !== 0) process.exit(code);

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`measuring: ${name}`);
  figures.push(...(await measure()));
}
printTable(figures);
