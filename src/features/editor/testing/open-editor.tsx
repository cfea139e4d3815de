import type { ReactElement } from 'react';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  unstable_createAdapterProvider as createAdapterProvider,
  renderQueryString,
} from 'nuqs/adapters/custom';
import { createMemoryRouter, Outlet, useNavigate, useSearchParams } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { paths, routePatterns } from '#lib/paths.ts';
import { Notices } from '#ui/notify.tsx';
import '#ui/styles.css';
import { Component as EditorPage } from '../editor-page.tsx';
import { Component as NewDefinitionPage } from '../new-definition-page.tsx';

const Adapter = createAdapterProvider(() => {
  const [searchParams] = useSearchParams();
  const navigate = useNavigate();
  return {
    searchParams,
    updateUrl: (search: URLSearchParams) =>
      void navigate({ search: renderQueryString(search) }, { replace: true }),
    getSearchParamsSnapshot: () => searchParams,
  };
});

function Frame(): ReactElement {
  return (
    <Adapter>
      <main style={{ height: 700, width: 1200, display: 'flex', flexDirection: 'column' }}>
        <Outlet />
      </main>
      <Notices />
    </Adapter>
  );
}

type Router = ReturnType<typeof createMemoryRouter>;

/** The editor at an address, on a page of its own, once its text can be edited. */
export async function openEditor(address: string): Promise<Router> {
  const router = createMemoryRouter(
    [
      {
        Component: Frame,
        children: [
          { path: routePatterns.definitions, element: <h1>Workflows</h1> },
          { path: routePatterns.definition, Component: EditorPage },
          { path: routePatterns.newDefinition, Component: NewDefinitionPage },
        ],
      },
    ],
    { initialEntries: [paths.definitions(), address], initialIndex: 1 },
  );
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await render(
    <MantineProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return router;
}

/** Waits until the text is there, and puts the cursor at the end of a line. */
export async function clickLine(line: number): Promise<void> {
  const lines = page.getByRole('region', { name: 'JSON' });
  await expect.element(lines.getByText('"name"').first(), { timeout: 25_000 }).toBeVisible();
  const all = [...document.querySelectorAll<HTMLElement>('.monaco-editor .view-line')].sort(
    (left, right) => left.getBoundingClientRect().top - right.getBoundingClientRect().top,
  );
  const element = all[line - 1];
  if (element === undefined) throw new Error(`There is no line ${line}`);
  await page.elementLocator(element).click({ position: { x: 2, y: 5 } });
}
