import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumLaunchOptions } from './scripts/chromium.ts';
import { leanMonaco } from './scripts/lean-monaco.ts';

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'mocks/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        // A dependency met only in mid-run would be bundled then, and the page reloaded under a running test.
        optimizeDeps: {
          rolldownOptions: { plugins: [leanMonaco] },
          include: [
            '@jitl/quickjs-wasmfile-release-sync',
            'quickjs-emscripten-core',
            '@mantine/core',
            '@mantine/hooks',
            '@mantine/notifications',
            '@mantine/spotlight',
            '@tanstack/react-query',
            '@tanstack/react-table',
            '@tanstack/react-virtual',
            '@xyflow/react',
            'fast-check',
            'idb',
            'jq-wasm',
            'jsonc-parser',
            'lucide-react',
            'monaco-editor/editor',
            'monaco-editor/editor/contrib/suggest/browser/suggestController',
            'monaco-editor/features/*/register',
            'monaco-editor/languages/definitions/javascript/register',
            'monaco-editor/languages/features/json/register',
            'nuqs',
            'nuqs/adapters/custom',
            're2js',
            'react',
            'react/jsx-dev-runtime',
            'react-dom/client',
            'react-router',
            'react-router/dom',
            'vitest-browser-react',
            'zod',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.tsx', 'mocks/**/*.browser.test.tsx'],
          testTimeout: 30_000,
          // As in playwright.config.ts: named by `npm test` when it was needed.
          retry: 1,
          browser: {
            enabled: true,
            headless: true,
            viewport: { width: 1280, height: 900 },
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
