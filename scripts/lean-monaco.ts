import type { Plugin } from 'vite';

/**
 * Monaco's JSON language brings in every feature there is, only to start a worker: too late for those that are services,
 * and most have nothing to work on here. The page names the ones it wants in src/ui/code-editor/monaco-features.ts.
 */
export const leanMonaco: Plugin = {
  name: 'lean-monaco',
  transform: {
    filter: { id: /\/monaco-editor\/esm\/vs\/internal\/common\/workers\.js/ },
    handler: (code) => code.replaceAll(/^import '[^']+';$/gm, ''),
  },
};
