import type { Hono } from 'hono';
import type { Endpoint } from './endpoint.ts';
import { docsCss, docsHtml, docsJs } from './docs-assets.ts';
import { openApi } from './openapi.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The API's description, and a page to read it and try it. */
export function mountDocs(app: Hono, endpoints: readonly Endpoint[], version: string): void {
  // Describing takes some milliseconds, and most runs never ask.
  let description: string | undefined;
  const describe = () => (description ??= JSON.stringify(openApi(endpoints, version)));

  const jsonHeaders = { 'Content-Type': 'application/json' };
  app.get('/api-docs', (context) => context.body(describe(), 200, jsonHeaders));
  app.get('/v3/api-docs', (context) => context.body(describe(), 200, jsonHeaders));

  const files = [
    { name: 'index.html', type: 'text/html; charset=utf-8', body: docsHtml },
    { name: 'docs.css', type: 'text/css; charset=utf-8', body: docsCss },
    { name: 'docs.js', type: 'text/javascript; charset=utf-8', body: docsJs },
  ];
  for (const { name, type, body } of files) {
    const headers = {
      'Content-Type': type,
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
    };
    app.get(`/swagger-ui/${name}`, (context) => context.body(body, 200, headers));
  }
  for (const path of ['/swagger-ui', '/swagger-ui/', '/swagger-ui.html']) {
    app.get(path, (context) => context.redirect('/swagger-ui/index.html'));
  }
}
