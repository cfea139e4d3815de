import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sendError } from './refusal.ts';
import { reasonOf } from './start-failure.ts';

const compress = promisify(gzip);

interface PageFile {
  readonly path: string;
  readonly type: string;
  readonly etag: string;
  /** Its name changes with its content. */
  readonly hashed: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

const compressible = /^(text\/|application\/(json|wasm|manifest)|image\/svg)/;

/** Nothing from elsewhere, no inline scripts. Styles may be inline: the editor and the components set style attributes. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves the built page from a folder; every path that is no file is one of the page's own. */
export function createPage(folder: string): Handler {
  const root = path.resolve(folder);
  const compressed = new Map<string, Promise<Buffer>>();

  /** Once for each content: the tag changes with it. */
  function compressedOnce(file: PageFile): Promise<Buffer> {
    const key = `${file.path} ${file.etag}`;
    let content = compressed.get(key);
    if (content === undefined) {
      content = readFile(file.path).then((bytes) => compress(bytes));
      compressed.set(key, content);
    }
    return content;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pathname = pathOf(request.url);
    const file =
      (await findFile(root, pathname)) ??
      (isPagePath(pathname, request) ? await findFile(root, '/index.html') : undefined);
    if (file !== undefined) {
      await sendFile(request, response, file, compressedOnce);
    } else if ((await findFile(root, '/index.html')) === undefined) {
      const message = 'Run npm run build, then load this page again.';
      sendError(request, response, { status: 503, title: 'The page is not built', message });
    } else {
      const message = `No static resource ${pathname.slice(1)}.`;
      sendError(request, response, { status: 404, title: 'Not found', message });
    }
  }

  return (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') {
      answer(request, response).catch((error: unknown) => {
        // The file went away between looking for it and reading it.
        if (response.headersSent) response.destroy();
        else
          sendError(request, response, { status: 503, title: 'The page changed', message: reasonOf(error) });
      });
    } else {
      const message = `Request method '${request.method ?? ''}' is not supported`;
      sendError(request, response, { status: 405, title: 'Not supported', message });
    }
  };
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: PageFile,
  compressedOnce: (file: PageFile) => Promise<Buffer>,
): Promise<void> {
  const headers: OutgoingHttpHeaders = {
    'Content-Type': file.type,
    'Cache-Control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Security-Policy': contentSecurityPolicy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const isCompressed =
    compressible.test(file.type) && request.headers['accept-encoding']?.includes('gzip') === true;
  const content = await (isCompressed ? compressedOnce(file) : readFile(file.path));
  response.writeHead(200, {
    ...headers,
    'Content-Length': content.byteLength,
    ...(isCompressed && { 'Content-Encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : content);
}

function pathOf(url = '/'): string {
  const [raw = '/'] = url.split('?', 1);
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/** A missing file stays missing; a page's path may hold a dot, as names do, when a browser navigates to it. */
function isPagePath(pathname: string, request: IncomingMessage): boolean {
  if (pathname.startsWith('/assets/')) return false;
  return !pathname.includes('.') || request.headers.accept?.includes('text/html') === true;
}

/** The file that a path names, if there is one in the folder: no path leads out of it. */
async function findFile(root: string, pathname: string): Promise<PageFile | undefined> {
  const full = path.join(root, pathname);
  if (!full.startsWith(root + path.sep) || pathname.includes('\0')) return undefined;
  const stats = await stat(full).catch(() => undefined);
  if (stats?.isFile() !== true) return undefined;
  return {
    path: full,
    type: types[path.extname(full).toLowerCase()] ?? 'application/octet-stream',
    etag: `W/"${stats.size.toString(36)}-${Math.trunc(stats.mtimeMs).toString(36)}"`,
    hashed: pathname.startsWith('/assets/'),
  };
}
