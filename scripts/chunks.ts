interface Chunk {
  readonly name: string;
  readonly modules: readonly RegExp[];
  /** Only those that so many files need. */
  readonly minShareCount?: number;
}

// Each takes along all that its modules import, except what an earlier one has taken: no file asks for a later one.
const inOrder: readonly Chunk[] = [
  // Making an error has the browser read again the whole file that it is made in, and the rest of Monaco is megabytes.
  { name: 'monaco-context', modules: [/\/contextkey\/common\/contextkey\.js$/] },
  { name: 'boot', modules: [/\/index\.html$/, /rolldown\/runtime/, /\/src\/app\/boot\.ts$/] },
  {
    name: 'frame',
    modules: [
      /\/react-dom\/client\.js$/,
      /\/src\/lib\/no-eval\.ts$/,
      /\/src\/app\/(demo-failure|providers|router)\.tsx$/,
    ],
  },
  {
    // What most pages use. By name: with a part that only some of them use, all would fetch what that imports.
    name: 'kit',
    modules: [
      /\/src\/(lib|contract)\/[^/]+\.ts$/,
      /\/src\/ui\/(empty-state|page-header|skeleton|status|tabs|time-display|tool-button)\.tsx$/,
      /\/src\/ui\/code-editor\/(code-editor|json-schemas)\.tsx?$/,
      /\/(@tanstack\/react-virtual|nuqs|use-sync-external-store)\//,
      /\/(useMutation|useQueries)\.js$/,
      /\/(Checkbox|NativeSelect|TextInput)\.mjs$/,
    ],
  },
  { name: 'icons', modules: [/\/lucide-react\//], minShareCount: 2 },
  {
    name: 'controls',
    modules: [
      /\/src\/ui\/.*-dialog\.tsx$/,
      /\/@mantine\/core\/esm\/components\/(Menu|Modal|Popover|Radio)\//,
    ],
  },
  {
    name: 'graph',
    modules: [/\/src\/graph\/[^/]+\.ts$/, /\/src\/ui\/workflow-graph\/(expansions|workflow-graph)\.tsx?$/],
  },
  { name: 'monaco', modules: [/\/src\/ui\/code-editor\/monaco\.ts$/] },
];

/** What is fetched together. A page is then ten files and not forty, each of which costs some milliseconds. */
export const chunks = inOrder.map(({ modules, ...chunk }, at) => ({
  ...chunk,
  test: (id: string) => modules.some((module) => module.test(id)),
  priority: inOrder.length - at,
}));
