import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, stopListening, urlOf } from './listening.ts';
import { createPage } from './page.ts';

let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'page-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(path.join(folder, 'assets', 'app-1a2b.js'), 'export const text = "x";'.repeat(100));
  await writeFile(path.join(folder, 'assets', 'font.woff2'), 'not really a font');
  await writeFile(path.join(folder, 'assets', 'engine.wasm'), 'not really a module');
  const address = { host: '127.0.0.1', port: 0, portFlag: '--port' };
  server = await listen(address, () => undefined, createPage(folder));
  url = urlOf(server, '127.0.0.1');
});

afterAll(async () => {
  await stopListening([server], 0);
  await rm(folder, { recursive: true });
});

const asBrowser = { headers: { Accept: 'text/html,*/*' } };

describe('createPage', () => {
  it.each(['/', '/executions', '/execution/1234', '/workflowDef/a%20b/1', '/executions?status=FAILED'])(
    'serves the page at %s',
    async (target) => {
      const response = await fetch(url + target);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<title>Page</title>');
    },
  );

  it('serves the page for a name with a dot when a browser navigates to it', async () => {
    expect((await fetch(`${url}/workflowDef/my.flow`, asBrowser)).status).toBe(200);
    expect((await fetch(`${url}/robots.txt`)).status).toBe(404);
  });

  it('serves hashed files for ever, compressed where that helps', async () => {
    const script = await fetch(`${url}/assets/app-1a2b.js`);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('content-encoding')).toBe('gzip');
    expect(await script.text()).toBe('export const text = "x";'.repeat(100));
    const font = await fetch(`${url}/assets/font.woff2`);
    expect(font.headers.get('content-type')).toBe('font/woff2');
    expect(font.headers.get('content-encoding')).toBeNull();
    expect((await fetch(`${url}/assets/engine.wasm`)).headers.get('content-type')).toBe('application/wasm');
  });

  it('does not serve the page for a missing asset', async () => {
    expect((await fetch(`${url}/assets/gone.js`, asBrowser)).status).toBe(404);
  });

  it('never leaves its folder', async () => {
    for (const target of ['/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2fx.js']) {
      const response = await fetch(url + target);
      expect(await response.text()).not.toContain('root:');
    }
  });

  it('answers 304 to who has it already', async () => {
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const again = await fetch(url, { headers: { 'If-None-Match': etag } });
    expect([etag === '', again.status]).toEqual([false, 304]);
  });

  it('allows no foreign or inline scripts', async () => {
    const headers = (await fetch(url)).headers;
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'; script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  it('serves a new build without a restart', async () => {
    await writeFile(path.join(folder, 'assets', 'later.js'), 'export {};');
    expect((await fetch(`${url}/assets/later.js`)).status).toBe(200);
    await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>Page</title> rebuilt');
    expect(await (await fetch(url)).text()).toContain('rebuilt');
  });

  it('is read only', async () => {
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('says what to do when there is no build', async () => {
    const address = { host: '127.0.0.1', port: 0, portFlag: '--port' };
    const empty = await listen(address, () => undefined, createPage(path.join(folder, 'nothing')));
    const response = await fetch(urlOf(empty, '127.0.0.1'), asBrowser);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('Run npm run build');
    await stopListening([empty], 0);
  });
});
