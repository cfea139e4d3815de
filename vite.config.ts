import { readdirSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { chunks } from './scripts/chunks.ts';
import { leanMonaco } from './scripts/lean-monaco.ts';
import { preloads } from './scripts/preloads.ts';

/** Lists the build's files in assets.json: what the offline demo keeps for times without a network. */
const listAssets: Plugin = {
  name: 'list-assets',
  generateBundle(_, bundle) {
    const built = Object.keys(bundle).filter((file) => !file.endsWith('.html'));
    // Service workers are kept by the browser itself.
    const copied = readdirSync('public').filter((file) => !/service-?worker/i.test(file));
    const source = JSON.stringify([...built, ...copied, 'assets.json'].toSorted());
    this.emitFile({ type: 'asset', fileName: 'assets.json', source });
  },
};

// Under `npm run dev` the API is the server that was started beside, or the one of WF_SERVER.
const otherServer = process.env['WF_SERVER']?.replace(/\/+$/, '').replace(/\/api$/, '');
const apiPort = process.env['API_PORT'] ?? '8080';
const api = otherServer
  ? { target: otherServer, changeOrigin: true }
  : { target: `http://127.0.0.1:${apiPort}`, changeOrigin: false };

// Two builds of one page: the default one is served by `npm start` beside a live API; the demo one
// is a folder of static files that carries the engine with it and starts in the browser. A third one, of the mode
// that `npm run dev` has, is for the tests of the gallery alone.
const folders: Readonly<Record<string, string>> = {
  demo: 'dist/demo',
  development: 'node_modules/.cache/gallery',
};

const { plugin: preloadSoon, resolveDependencies } = preloads();

export default defineConfig(({ mode }) => ({
  plugins: [react(), leanMonaco, listAssets, preloadSoon],
  optimizeDeps: { rolldownOptions: { plugins: [leanMonaco] } },
  base: mode === 'demo' ? './' : '/',
  build: {
    outDir: folders[mode] ?? 'dist/page',
    emptyOutDir: true,
    chunkSizeWarningLimit: 5000,
    sourcemap: false,
    manifest: true,
    modulePreload: { resolveDependencies },
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  worker: { format: 'es' },
  server: { port: 5001, strictPort: true, host: '127.0.0.1', proxy: { '/api': api, '/swagger-ui': api } },
}));
