import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { PageHeader } from '#ui/page-header.tsx';
import '#ui/styles.css';
import { TimeAt } from '#ui/time-display.tsx';
import { timeZonePreference } from '#ui/time-zone.ts';
import { NotFoundPage } from '../not-found-page.tsx';
import { Providers } from '../providers.tsx';
import { Shell } from './shell.tsx';

type Router = ReturnType<typeof createMemoryRouter>;

async function openShell(address = '/executions'): Promise<Router> {
  const router = createMemoryRouter(
    [
      {
        Component: Shell,
        children: [
          {
            path: '/executions',
            element: (
              <>
                <PageHeader title="Executions" />
                <TimeAt at={Date.UTC(2026, 10, 23, 12)} />
                <input aria-label="A field" />
              </>
            ),
          },
          { path: '/workflowDef', element: <PageHeader title="Workflows" /> },
          { path: '/workflowDef/:name', element: <PageHeader title="A definition" /> },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
    { initialEntries: [address] },
  );
  await render(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  );
  return router;
}

beforeEach(async () => {
  await page.viewport(1200, 800);
  localStorage.clear();
  timeZonePreference.set('local');
  vi.stubGlobal('fetch', async (url: string) =>
    url.endsWith('/names-and-versions')
      ? Response.json({ 'order/eu': [{ name: 'order/eu', version: 1 }] })
      : new Response('3.32.1', { headers: { 'content-type': 'text/plain' } }),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const dialog = page.getByRole('dialog');

test('the way to a page names it in the tab, marks it, and takes the focus along', async () => {
  await openShell();
  await expect.poll(() => document.title).toBe('Executions · Conductor');
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Workflows' });
  await link.click();
  await expect.element(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await expect.element(link).toHaveAttribute('aria-current', 'page');
  await expect.element(page.getByRole('main')).toHaveFocus();
  expect(document.title).toBe('Workflows · Conductor');
});

test('the palette finds a workflow by its name, whatever is in it', async () => {
  const router = await openShell();
  await userEvent.keyboard('{Control>}k{/Control}');
  await dialog.getByRole('textbox', { name: 'Find anything' }).fill('eu');
  await expect.element(dialog.getByText('Definition', { exact: true })).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/workflowDef/order%2Feu'), {
    timeout: 10_000,
  });
});

test('the palette opens an execution by a pasted id', async () => {
  const router = await openShell();
  await page.getByRole('button', { name: /Find anything/ }).click();
  await dialog.getByRole('textbox', { name: 'Find anything' }).fill('b0a31f7c-1184-4a6e');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/execution/b0a31f7c-1184-4a6e'), {
    timeout: 10_000,
  });
});

test('? lists the keys, but not while one types', async () => {
  await openShell();
  await page.getByRole('textbox', { name: 'A field' }).click();
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('textbox', { name: 'A field' })).toHaveValue('?');
  await expect.element(dialog).not.toBeInTheDocument();
  (page.getByRole('main').element() as HTMLElement).focus();
  await userEvent.keyboard('?');
  await expect.element(dialog.getByText('Find anything')).toBeVisible();
});

test('the theme is switched and remembered', async () => {
  await openShell();
  const before = document.documentElement.dataset['mantineColorScheme'];
  await page.getByRole('button', { name: /^Switch to the (dark|light) theme/ }).click();
  const after = document.documentElement.dataset['mantineColorScheme'];
  expect(after).not.toBe(before);
  expect(localStorage.getItem('mantine-color-scheme-value')).toBe(after);
});

test('times are shown in UTC on request', async () => {
  await openShell();
  await page.getByRole('button', { name: 'Show times in UTC' }).click();
  await expect.element(page.getByText('2026-11-23 12:00:00.000 UTC')).toBeVisible();
});

test('the first Tab offers to skip the navigation', async () => {
  await openShell();
  await expect.element(page.getByRole('heading', { name: 'Executions' })).toBeVisible();
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByRole('link', { name: 'Skip to content' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('main')).toHaveFocus();
});

test('says which server answers', async () => {
  await openShell();
  await expect.element(page.getByText('Connected')).toBeVisible();
  await expect.element(page.getByText(/3\.32\.1/)).toBeVisible();
});

test('says when none does', async () => {
  vi.stubGlobal('fetch', async () => new Response('{"message":"nobody there"}', { status: 502 }));
  await openShell();
  await expect.element(page.getByText('Server away')).toBeVisible();
});

test('a narrow page keeps the navigation as icons that still have names', async () => {
  await page.viewport(720, 700);
  await openShell();
  const nav = page.getByRole('navigation', { name: 'Main' });
  await expect.element(nav.getByRole('link', { name: 'Workflows' })).toBeVisible();
  expect(nav.element().getBoundingClientRect().width).toBeLessThan(80);
  await nav.getByRole('button', { name: 'Widen the navigation' }).click();
  expect(nav.element().getBoundingClientRect().width).toBeGreaterThan(180);
});

test('an address that leads nowhere says so', async () => {
  await openShell('/no/such/place');
  await expect.element(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});
