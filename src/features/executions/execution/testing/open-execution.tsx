import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { render } from 'vitest-browser-react';
import { createQueryClient } from '#lib/query-client.ts';
import { Notices } from '#ui/notify.tsx';
import { SearchParamsAdapter } from '#ui/search-params-adapter.tsx';
import '#ui/styles.css';
import { cssVariablesResolver, theme } from '#ui/theme.ts';
import { Component } from '../execution-page.tsx';

type Router = ReturnType<typeof createMemoryRouter>;

/** The page at an address, with what the shell puts around it. */
export async function openExecution(address: string): Promise<Router> {
  const router = createMemoryRouter(
    [
      {
        element: (
          <SearchParamsAdapter>
            <div style={{ height: 800, display: 'flex', flexDirection: 'column' }}>
              <Outlet />
            </div>
            <Notices />
          </SearchParamsAdapter>
        ),
        children: [
          { path: '/execution/:id/:taskId?', Component },
          { path: '*', element: <p>another page</p> },
        ],
      },
    ],
    { initialEntries: [address] },
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
