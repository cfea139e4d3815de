import { hostname } from 'node:os';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ErrorResponse } from '#contract/index.ts';

export interface Refusal {
  readonly status: number;
  readonly message: string;
  /** Heading of the page that a browser gets. */
  readonly title: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Answers with Conductor's error body, or with a small page where a person is looking. */
export function sendError(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { status, message, title, headers } = refusal;
  const forPerson = request.headers.accept?.includes('text/html') === true;
  const error: ErrorResponse = { status, message, instance: hostname(), retryable: status >= 502 };
  const body = forPerson ? errorPage(title, message) : JSON.stringify(error);
  response.writeHead(status, {
    'Content-Type': forPerson ? 'text/html; charset=utf-8' : 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...(forPerson && { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" }),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  // The body that came with it is not wanted any more.
  request.resume();
}

function errorPage(title: string, message: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 15vh auto 0; max-width: 560px; padding: 0 24px; font: 15px/1.6 system-ui, sans-serif; background: light-dark(#fbfbfa, #141413); color: light-dark(#1d1c1a, #ecebe7); }
h1 { font-size: 20px; }
p { color: light-dark(#63605a, #a19e96); overflow-wrap: anywhere; }
</style>
</head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p></body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
