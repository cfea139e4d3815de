import { createReadStream, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sendError } from './refusal.ts';

const compress = promisify(gzip);

interface PageFile {
  readonly path: string;
  readonly size: number;
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
  const files = scan(folder);
  const index = files.get('/index.html');
  const compressed = new Map<string, Promise<Buffer>>();

  function compressedOnce(file: PageFile): Promise<Buffer> {
    let content = compressed.get(file.path);
    if (content === undefined) {
      content = readFile(file.path).then((bytes) => compress(bytes));
      compressed.set(file.path, content);
    }
    return content;
  }

  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const message = `Request method '${request.method ?? ''}' is not supported`;
      sendError(request, response, { status: 405, title: 'Not supported', message });
      return;
    }
    const pathname = pathOf(request.url);
    const file = files.get(pathname) ?? (isPagePath(pathname, request) ? index : undefined);
    if (file === undefined) {
      const refusal =
        index === undefined
          ? { status: 503, title: 'The page is not built', message: 'Run npm run build, then start again.' }
          : { status: 404, title: 'Not found', message: `No static resource ${pathname.slice(1)}.` };
      sendError(request, response, refusal);
      return;
    }
    void sendFile(request, response, file, compressedOnce);
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
  try {
    if (compressible.test(file.type) && request.headers['accept-encoding']?.includes('gzip') === true) {
      const content = await compressedOnce(file);
      response.writeHead(200, {
        ...headers,
        'Content-Encoding': 'gzip',
        'Content-Length': content.byteLength,
      });
      response.end(request.method === 'HEAD' ? undefined : content);
      return;
    }
    response.writeHead(200, { ...headers, 'Content-Length': file.size });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file.path)
        .on('error', () => response.destroy())
        .pipe(response);
  } catch {
    // The build was replaced or removed while the server runs.
    sendError(request, response, {
      status: 503,
      title: 'The page changed',
      message: 'The files of the page have changed. Start the server again.',
    });
  }
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

/** Only what is in the folder at the start can be asked for, so no path leads out of it. */
function scan(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const name of listFiles(folder)) {
    const full = path.join(folder, name);
    const { size, mtimeMs } = statSync(full);
    const urlPath = `/${name.split(path.sep).join('/')}`;
    files.set(urlPath, {
      path: full,
      size,
      type: types[path.extname(name).toLowerCase()] ?? 'application/octet-stream',
      etag: `W/"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`,
      hashed: urlPath.startsWith('/assets/'),
    });
  }
  return files;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  } catch {
    return [];
  }
}
