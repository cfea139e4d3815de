import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Two builds of one page: the default one is served by `npm start` beside a live API; the demo one
// is a folder of static files that carries the engine with it and starts in the browser.
export default defineConfig(({ mode }) => ({
  plugins: [react()],
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
