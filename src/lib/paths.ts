/** Route patterns; Conductor's own, so that bookmarks keep working. */
export const routePatterns = {
  executions: '/executions',
  execution: '/execution/:id/:taskId?',
  definitions: '/workflowDef',
  definition: '/workflowDef/:name/:version?',
  newDefinition: '/newWorkflowDef',
} as const;

export type RouteName = keyof typeof routePatterns;

/** The page at a pathname, known before the router is there. */
export function routeAt(pathname: string): RouteName | undefined {
  const parts = pathname.split('/').filter((part) => part !== '');
  const names = Object.keys(routePatterns) as RouteName[];
  return names.find((name) => fits(routePatterns[name].slice(1).split('/'), parts));
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  if (parts.length > pattern.length) return false;
  return pattern.every((piece, at) => {
    const part = parts[at];
    return part === undefined ? piece.endsWith('?') : piece.startsWith(':') || piece === part;
  });
}

type Query = Readonly<Record<string, string | undefined>>;

/** Addresses of the pages. Every part is encoded; read it back with the parse functions below. */
export const paths = {
  executions: (query: Query = {}): string => `/executions${search(query)}`,
  execution: (id: string, query: Query = {}): string =>
    `/execution/${encodeURIComponent(id)}${search(query)}`,
  /** At one of its tasks; where there is none to name, as it opens by itself. */
  executionTask: (id: string, taskId: string | undefined, query: Query = {}): string =>
    `/execution/${encodeURIComponent(id)}${taskId ? `/${encodeURIComponent(taskId)}` : ''}${search(query)}`,
  definitions: (query: Query = {}): string => `/workflowDef${search(query)}`,
  definition: (name: string, version?: number, query: Query = {}): string =>
    `/workflowDef/${segment(name)}${version === undefined ? '' : `/${version}`}${search(query)}`,
  newDefinition: (query: Query = {}): string => `/newWorkflowDef${search(query)}`,
};

function search(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, value);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

// What encodeURIComponent escapes without need: kept readable, as a path may hold both.
function segment(name: string): string {
  return encodeURIComponent(name).replaceAll('%3A', ':').replaceAll('%40', '@');
}

export interface DefinitionAddress {
  readonly name: string;
  readonly version: number | undefined;
}

export interface ExecutionAddress {
  readonly id: string;
  readonly taskId: string | undefined;
}

/**
 * The name and version in a location's path. The router's own parameters are not used: it decodes
 * before it matches, and so cannot tell an escaped slash from a name that holds `%2F`.
 */
export function parseDefinitionPath(pathname: string): DefinitionAddress | undefined {
  const [name, version] = segments(pathname, '/workflowDef/');
  if (name === undefined) return undefined;
  return { name, version: version !== undefined && /^\d+$/.test(version) ? Number(version) : undefined };
}

export function parseExecutionPath(pathname: string): ExecutionAddress | undefined {
  const [id, taskId] = segments(pathname, '/execution/');
  return id === undefined ? undefined : { id, taskId };
}

function segments(pathname: string, prefix: string): string[] {
  if (!pathname.startsWith(prefix)) return [];
  return pathname
    .slice(prefix.length)
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
