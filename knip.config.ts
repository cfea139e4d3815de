import type { KnipConfig } from 'knip';

export default {
  entry: [
    'src/server/main.ts',
    'mocks/engine-worker.ts',
    'src/**/*.worker.ts',
    'scripts/*.{ts,mjs}',
    'e2e/specs/**/*.ts',
  ],
  project: ['src/**/*.{ts,tsx}', 'mocks/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.{ts,mjs}'],
  ignore: ['scripts/fixtures/**'],
  // Imported by style sheets.
  ignoreDependencies: ['@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono'],
} satisfies KnipConfig;
