import type { HttpAnswer, HttpCall, HttpCaller } from '../../ports.ts';

/** Calls other servers with `fetch`. Redirects are followed, as browsers and Conductor do. */
export function createHttpCaller(): HttpCaller {
  return { call };
}

/** `fetch` does not tell connecting from waiting, so both times together are how long an answer may take. */
async function call(request: HttpCall): Promise<HttpAnswer> {
  const limit = request.connectTimeoutMs + request.readTimeoutMs;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      signal: AbortSignal.timeout(limit),
      ...(request.body !== undefined && { body: request.body }),
    });
    const body = await response.text();
    return { status: response.status, statusText: response.statusText, headers: headersOf(response), body };
  } catch (error) {
    throw new Error(explain(error, request, limit), { cause: error });
  }
}

function headersOf(response: Response): Record<string, readonly string[]> {
  const headers: Record<string, readonly string[]> = {};
  for (const [name, value] of response.headers) headers[name] = [...(headers[name] ?? []), value];
  return headers;
}

function explain(error: unknown, request: HttpCall, limit: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `No answer from ${request.url} within ${limit} ms`;
  // `fetch failed` says nothing; its cause does, such as `connect ECONNREFUSED 127.0.0.1:80`.
  const { cause } = error;
  const why = cause instanceof Error && cause.message !== '' ? cause.message : error.message;
  return `I/O error on ${request.method} request for "${request.url}": ${why}`;
}
