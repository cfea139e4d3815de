import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryRouter, Outlet, type RouteObject } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { render } from 'vitest-browser-react';
import { createQueryClient } from '#lib/query-client.ts';
import { Notices } from '../notify.tsx';
import { SearchParamsAdapter } from '../search-params-adapter.tsx';
import '../styles.css';
import { cssVariablesResolver, theme } from '../theme.ts';

export type PageRouter = ReturnType<typeof createMemoryRouter>;

/**
 * Pages with what the shell puts around them. `addresses` is the history, the last one is shown; an address that no
 * page has shows "another page".
 */
export async function renderPages(
  pages: readonly RouteObject[],
  addresses: readonly string[],
): Promise<PageRouter> {
  const frame = (
    <SearchParamsAdapter>
      <main style={{ height: 800, display: 'flex', flexDirection: 'column' }}>
        <Outlet />
      </main>
      <Notices />
    </SearchParamsAdapter>
  );
  const router = createMemoryRouter(
    [{ element: frame, children: [...pages, { path: '*', element: <p>another page</p> }] }],
    { initialEntries: [...addresses], initialIndex: addresses.length - 1 },
  );
  await render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver}>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return router;
}
