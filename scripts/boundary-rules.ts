import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser';

// The arrows of docs/ARCHITECTURE.md. Each rule names what a folder may reach; everything else is an error.
const page = '^src/(app|features|ui|lib|graph)/';
// Tests and what only tests use may reach further.
const tests = '(\\.test\\.tsx?$|/testing/)';
const npm = 'node_modules';

const only = (name: string, from: string, allowed: string[], comment: string): IForbiddenRuleType => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: tests },
  to: { pathNot: allowed },
});

export const forbidden: IForbiddenRuleType[] = [
  only(
    'contract-is-a-leaf',
    '^src/contract/',
    ['^src/contract/', `${npm}/zod/`],
    'the contract depends on zod alone',
  ),
  only(
    'graph-is-pure',
    '^src/graph/',
    ['^src/graph/', '^src/contract/', `${npm}/fast-check/`],
    'no React, no I/O',
  ),
  only(
    'core-is-pure',
    '^src/engine/core/',
    [
      '^src/engine/core/',
      '^src/engine/[^/]+\\.ts$',
      '^src/contract/',
      `${npm}/@noble/hashes/`,
      `${npm}/re2js/`,
    ],
    'rules know no environment',
  ),
  only(
    'tasks-are-pure',
    '^src/engine/tasks/',
    ['^src/engine/tasks/', '^src/engine/core/', '^src/engine/[^/]+\\.ts$', '^src/contract/'],
    'task types are rules, too',
  ),
  only(
    'service-uses-ports',
    '^src/engine/service/',
    ['^src/engine/(service|core|tasks)/', '^src/engine/[^/]+\\.ts$', '^src/contract/'],
    'the service reaches the world through ports only',
  ),
  only(
    'http-on-the-service',
    '^src/engine/http/',
    ['^src/engine/http/', '^src/engine/[^/]+\\.ts$', '^src/contract/', `${npm}/(hono|zod)/`],
    'the REST layer knows the engine by its interface',
  ),
  {
    name: 'adapters-stand-alone',
    severity: 'error',
    comment: 'an adapter knows the ports and its one library',
    from: { path: '^src/engine/adapters/([^/]+)/', pathNot: [tests, '/testing/'] },
    to: {
      path: '^src/',
      pathNot: [
        '^src/engine/adapters/$1/',
        '^src/engine/adapters/[^/]+\\.ts$',
        '^src/engine/[^/]+\\.ts$',
        '^src/contract/',
      ],
    },
  },
  {
    name: 'page-speaks-rest',
    severity: 'error',
    comment: 'the page knows the engine by its REST API only',
    from: { path: page },
    to: { path: '^src/(engine|server)/' },
  },
  only('lib-is-low', '^src/lib/', ['^src/lib/', '^src/contract/', npm], 'lib → contract'),
  only(
    'ui-is-shared',
    '^src/ui/',
    ['^src/ui/', '^src/lib/', '^src/graph/', '^src/contract/', npm],
    'ui → lib, graph',
  ),
  {
    name: 'features-stand-alone',
    severity: 'error',
    comment: 'a feature never reaches into another',
    from: { path: '^src/features/([^/]+)/' },
    to: { path: '^src/(features|app)/', pathNot: '^src/features/$1/' },
  },
  {
    name: 'nobody-imports-app',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/app/' },
    to: { path: '^src/app/' },
  },
  {
    name: 'only-wiring-opens-adapters',
    severity: 'error',
    comment: 'server, demo, tests and measurements choose the adapters; nobody else does',
    from: {
      path: '^src/',
      pathNot: ['^src/server/', '^src/engine/adapters/', tests],
    },
    to: { path: '^src/engine/adapters/' },
  },
  {
    name: 'one-door-to-the-engine',
    severity: 'error',
    from: { path: '^(src/server|mocks|bench)/', pathNot: tests },
    to: { path: '^src/engine/(core|tasks|service)/' },
  },
  {
    name: 'node-only-on-the-server',
    severity: 'error',
    from: { path: '^(src|mocks)/', pathNot: ['^src/server/', '^src/engine/adapters/storage-sqlite/', tests] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'resolvable',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: ['\\?(worker|url)$', '^virtual:'] },
  },
];

export const extensions = ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'];

export const options: ICruiseOptions = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: npm },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'browser', 'default', 'types'],
    extensions,
  },
};
