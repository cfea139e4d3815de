// The first page is /executions: the entry, its route and whatever those import before anything shows.
import { existsSync, readFileSync } from 'node:fs';

const manifestFile = 'dist/page/.vite/manifest.json';
if (!existsSync(manifestFile)) throw new Error(`${manifestFile} is missing: run \`npm run build\` first`);
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
const firstRoute = 'src/features/executions/list/executions-page.tsx';

const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`${key} is not in the build`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) visit(imported);
};
visit('index.html');
visit('src/app/main.tsx');
visit(firstRoute);

export default [
  {
    name: 'JavaScript of the first page',
    path: [...files].map((file) => `dist/page/${file}`),
    gzip: true,
    limit: '250 kB',
  },
];
