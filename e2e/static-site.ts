import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { RunningProgram } from './program.ts';

/** A folder of files behind an address, as any static host would serve it. */
export interface StaticSite extends RunningProgram {
  /** Address of the folder, with a slash at its end. */
  readonly root: string;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Serves `folder` below `path`; everything else is not found, or answered with the file `otherwise`. */
export async function startStaticSite(
  folder: string,
  path: `/${string}`,
  otherwise?: string,
): Promise<StaticSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname.startsWith(path) ? pathname.slice(path.length) : undefined;
    // A page of the single-page app is a path without an extension.
    const isPage = otherwise !== undefined && file !== undefined && extname(file) === '';
    void answer(response, folder, isPage ? otherwise : file);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    root: `http://127.0.0.1:${address.port}${path}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `path` is that of a file in the folder; undefined outside it. */
async function answer(response: ServerResponse, folder: string, path: string | undefined): Promise<void> {
  const file = path === '' ? 'index.html' : path;
  try {
    if (file === undefined || normalize(file).startsWith('..')) throw new Error('outside the folder');
    const bytes = await readFile(join(folder, file));
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
    response.end(bytes);
  } catch {
    response.writeHead(404).end('Not found');
  }
}
