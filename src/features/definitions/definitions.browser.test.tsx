import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { paths, routePatterns } from '#lib/paths.ts';
import { renderPages, type PageRouter } from '#ui/testing/render-pages.tsx';
import { Component as DefinitionsPage } from './definitions-page.tsx';

interface Request {
  readonly method: string;
  readonly path: string;
}

interface Opened {
  readonly router: PageRouter;
  readonly requests: readonly Request[];
}

async function openList(
  answer: (request: Request) => Response,
  address = paths.definitions(),
): Promise<Opened> {
  const requests: Request[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const request = { method: init.method ?? 'GET', path: new URL(input, location.origin).pathname };
    requests.push(request);
    return answer(request);
  });
  const router = await renderPages(
    [
      { path: routePatterns.definitions, Component: DefinitionsPage },
      { path: routePatterns.definition, element: <h1>Editor</h1> },
    ],
    [address],
  );
  return { router, requests };
}

function versions(name: string, count: number): unknown[] {
  return Array.from({ length: count }, (_, at) => ({ name, version: at + 1, createTime: 1_000 + at }));
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

const two = { parcels: versions('parcels', 3), 'orders/eu': versions('orders/eu', 1) };

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the list comes from the light endpoint alone, is searched by name, and opens a definition', async () => {
  const { router, requests } = await openList(() => json(two));
  await expect.element(page.getByText('· 3 versions')).toBeVisible();
  await userEvent.keyboard('/eu');
  await expect.element(page.getByText('1 of 2 workflows')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'parcels' })).not.toBeInTheDocument();
  await vi.waitFor(() => expect(router.state.location.search).toBe('?q=eu'), { timeout: 10_000 });
  await page.getByRole('row').filter({ hasText: 'orders/eu' }).click();
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/workflowDef/orders%2Feu'), {
    timeout: 10_000,
  });
  expect(requests).toEqual([{ method: 'GET', path: '/api/metadata/workflow/names-and-versions' }]);
});

test('a version is deleted only once its name is typed', async () => {
  const { requests } = await openList((request) => (request.method === 'GET' ? json(two) : json('')));
  await page.getByRole('button', { name: 'More for parcels' }).click();
  await page.getByRole('menuitem', { name: 'Delete a version' }).click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText(/will get version 2/)).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Delete version 3' });
  await confirm.click();
  await expect.element(dialog.getByText('This is not the name.')).toBeVisible();
  expect(requests.some((request) => request.method === 'DELETE')).toBe(false);
  await dialog.getByLabelText('To confirm, type parcels').fill('parcels');
  await confirm.click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(requests).toContainEqual({ method: 'DELETE', path: '/api/metadata/workflow/parcels/3' });
});

test('a server without workflows teaches how to make one', async () => {
  await openList(() => json({}));
  await expect.element(page.getByRole('link', { name: 'Open a sample' })).toBeVisible();
  await expect.element(page.getByText(/^curl -X POST/)).toBeVisible();
});

test("a server's refusal is readable, and can be tried again", async () => {
  let calls = 0;
  await openList(() => {
    calls += 1;
    return calls === 1
      ? json({ status: 404, message: 'No static resource names-and-versions.' }, 404)
      : json(two);
  });
  await expect.element(page.getByText('No static resource names-and-versions.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByRole('link', { name: 'parcels' })).toBeVisible();
});
