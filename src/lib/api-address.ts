type QueryValue = string | number | boolean | undefined | readonly (string | number)[];
export type ApiQuery = Readonly<Record<string, QueryValue>>;

/** Where the API is: beside the page; in the demo, whose folder may be served anywhere, below the folder. */
function apiBase(): string {
  return import.meta.env?.MODE === 'demo' ? new URL('api', document.baseURI).pathname : '/api';
}

/** Where a request goes. `path` is below /api, already encoded: `/workflow/${encodeURIComponent(id)}`. */
export function apiAddress(path: string, query: ApiQuery = {}): string {
  return apiBase() + path + queryString(query);
}

function queryString(query: ApiQuery): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** One definition, or all that is known under its name. */
export function definitionPath(name: string): string {
  return `/metadata/workflow/${encodeURIComponent(name)}`;
}

export function executionPath(id: string): string {
  return `/workflow/${encodeURIComponent(id)}`;
}
