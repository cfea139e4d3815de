// `npm run bench [-- size server throughput engine page graph conductor history]`: figures of this machine beside Conductor's own; never
// a test. `history` takes ten minutes and as many GB of disk, `conductor` wants Java: both only when they are named.
import { bin, runNode } from '../scripts/run.ts';
import { printTable, type Figure } from './figures.ts';
import { measureConductor, measureEngine } from './engine.ts';
import { measureGraphs } from './graph.ts';
import { measureHistory } from './history.ts';
import { measurePage } from './page.ts';
import { measureServer } from './server.ts';
import { measureSize } from './size.ts';
import { measureThroughput } from './throughput.ts';

const parts: Record<string, () => Promise<Figure[]> | Figure[]> = {
  size: measureSize,
  server: measureServer,
  throughput: measureThroughput,
  engine: measureEngine,
  page: measurePage,
  graph: measureGraphs,
  conductor: measureConductor,
  history: measureHistory,
};
const onlyWhenNamed = new Set(['conductor', 'history']);

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
  if (wanted.length === 0 ? onlyWhenNamed.has(name) : !wanted.includes(name)) continue;
  console.log(`measuring: ${name}`);
  figures.push(...(await measure()));
}
printTable(figures);
