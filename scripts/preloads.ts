import type { Plugin, Rolldown } from 'vite';

const codeEditor = 'src/ui/code-editor/monaco-view.tsx';

/** What is wanted soon after a chunk, and so fetched along with it: no import says so. */
const soonAfter: ReadonlyMap<string, string> = new Map([
  ['index.html', 'src/app/main.tsx'],
  ['src/features/editor/editor-page.tsx', codeEditor],
  ['src/features/editor/new-definition-page.tsx', codeEditor],
]);

interface Preloads {
  readonly plugin: Plugin;
  readonly resolveDependencies: (file: string, files: string[]) => string[];
}

/** Has the browser fetch along with a page what that page will import by and by. */
export function preloads(): Preloads {
  const further = new Map<string, readonly string[]>();
  return {
    plugin: {
      name: 'preload-soon',
      enforce: 'pre',
      generateBundle(_, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const madeOf = (module: string) =>
          chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/${module}`));
        for (const [before, after] of soonAfter) {
          const [first, soon] = [madeOf(before), madeOf(after)];
          if (first !== undefined && soon !== undefined) further.set(first.fileName, filesOf(soon, bundle));
        }
      },
    },
    resolveDependencies: (file, files) => [...new Set([...files, ...(further.get(file) ?? [])])],
  };
}

/** A chunk's file, and those of all that it imports. */
function filesOf(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): readonly string[] {
  const files = new Set([chunk.fileName]);
  for (const file of files) {
    const found = bundle[file];
    if (found?.type === 'chunk') for (const next of found.imports) files.add(next);
  }
  return [...files];
}
