import type { Plugin, ResolveModulePreloadDependenciesFn, Rolldown } from 'vite';

// Its language is fetched once a text of that language is there.
const codeEditor = ['src/ui/code-editor/monaco-view.tsx', 'languages/features/json/jsonMode.js'];

/** What is wanted soon after a chunk, and so fetched along with it: no import says so. */
const soonAfter: ReadonlyMap<string, readonly string[]> = new Map([
  ['index.html', ['src/app/main.tsx']],
  ['src/features/editor/editor-page.tsx', codeEditor],
  ['src/features/editor/new-definition-page.tsx', codeEditor],
]);

interface Preloads {
  readonly plugin: Plugin;
  readonly resolveDependencies: ResolveModulePreloadDependenciesFn;
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
        const madeOf = (module: string): Rolldown.OutputChunk => {
          const made = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/${module}`));
          if (made === undefined) throw new Error(`No chunk of its own is made of ${module}`);
          return made;
        };
        for (const [before, after] of soonAfter) {
          const first = madeOf(before);
          // Its own come in their order, which decides among styles.
          const own = filesOf([first], bundle);
          const soon = filesOf(after.map(madeOf), bundle);
          further.set(
            first.fileName,
            [...soon].filter((file) => !own.has(file)),
          );
        }
      },
    },
    resolveDependencies: (file, files, { hostType }) => {
      const added = further.get(file) ?? [];
      // In the document, these are all fetched as modules.
      return [...files, ...(hostType === 'html' ? added.filter((each) => each.endsWith('.js')) : added)];
    },
  };
}

/** The files of chunks and of all that they import. */
function filesOf(
  chunks: readonly Rolldown.OutputChunk[],
  bundle: Rolldown.OutputBundle,
): ReadonlySet<string> {
  const files = new Set(chunks.map(({ fileName }) => fileName));
  for (const file of files) {
    const found = bundle[file];
    if (found?.type !== 'chunk') continue;
    for (const next of [...found.imports, ...(found.viteMetadata?.importedCss ?? [])]) files.add(next);
  }
  return files;
}
