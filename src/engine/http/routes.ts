import type { Endpoint } from './endpoint.ts';

/**
 * Hono's form of a path. The parameters are numbered, since its fastest router wants one name for one place, while
 * the API calls the same place `{name}` here and `{workflowId}` there.
 */
export function route(path: string): { readonly path: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const numbered = path.replace(/\{(\w+)\}/g, (_, name: string) => `:p${names.push(name) - 1}`);
  return { path: numbered, names };
}

/** Of two paths that match the same request, the one with a literal where the other has a parameter goes first. */
export function mostSpecificFirst(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return endpoints.toSorted((a, b) => {
    const left = specificity(a.path);
    const right = specificity(b.path);
    return left < right ? -1 : left > right ? 1 : 0;
  });
}

function specificity(path: string): string {
  return path
    .split('/')
    .map((segment) => (segment.startsWith('{') ? '1' : '0'))
    .join('');
}

/** Tells which methods a path answers to. */
export function matcher(endpoints: readonly Endpoint[]): (path: string) => readonly string[] {
  const byPattern = Map.groupBy(endpoints, (endpoint) => pattern(endpoint.path));
  const known = [...byPattern].map(([source, group]) => ({
    matches: new RegExp(source),
    methods: group.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
  }));
  return (path) => [
    ...new Set(known.filter(({ matches }) => matches.test(path)).flatMap(({ methods }) => methods)),
  ];
}

function pattern(path: string): string {
  return `^${path.replace(/\{\w+\}/g, '[^/]+')}$`;
}
