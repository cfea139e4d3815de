import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Lists the build's files in assets.json: what the offline demo keeps for times without a network. */
const listAssets: Plugin = {
  name: 'list-assets',
  generateBundle(_, bundle) {
    const files = Object.keys(bundle).filter((file) => !file.endsWith('.html'));
    this.emitFile({ type: 'asset', fileName: 'assets.json', source: JSON.stringify(files.toSorted()) });
  },
};

// Two builds of one page: the default one is served by `npm start` beside a live API; the demo one
// is a folder of static files that carries the engine with it and starts in the browser.
export default defineConfig(({ mode }) => ({
  plugins: [react(), listAssets],
  base: mode === 'demo' ? './' : '/',
  build: {
    outDir: mode === 'demo' ? 'dist/demo' : 'dist/page',
    emptyOutDir: true,
    chunkSizeWarningLimit: 5000,
    sourcemap: false,
    manifest: true,
  },
  worker: { format: 'es' },
  server: { port: 5001, strictPort: true, host: '127.0.0.1' },
}));
