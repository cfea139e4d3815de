import type { ReactElement } from 'react';
import {
  createBrowserRouter,
  createHashRouter,
  redirect,
  useLoaderData,
  type RouteObject,
} from 'react-router';
import { routePatterns } from '#lib/paths.ts';
import { loadPage, type PageModule } from './load-page.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { pageCode } from './page-code.ts';
import { RouteError } from './route-error.tsx';
import { Shell } from './shell/shell.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';

// Each page is its own chunk, and its own boundary: a page that breaks leaves the shell standing. The router's
// own `lazy` is not used: where that fails, the router draws no boundary below the one with the fallback.
function page(path: string, load: () => Promise<PageModule>): RouteObject {
  return {
    path,
    ErrorBoundary: RouteError,
    loader: () => loadPage(load),
    shouldRevalidate: () => false,
    Component: LoadedPage,
  };
}

function LoadedPage(): ReactElement {
  const { Component } = useLoaderData<PageModule>();
  return <Component />;
}

/** What the graph can draw, for those who work on it: nothing of it is in any other build. */
const gallery: RouteObject[] =
  import.meta.env.MODE === 'development'
    ? [
        {
          ...page('/gallery', async () => import('#features/gallery/gallery-page.tsx')),
          HydrateFallback: ShellSkeleton,
        },
      ]
    : [];

const routes: RouteObject[] = [
  {
    Component: Shell,
    HydrateFallback: ShellSkeleton,
    ErrorBoundary: RouteError,
    children: [
      { index: true, loader: () => redirect(routePatterns.executions) },
      page(routePatterns.executions, pageCode.executions),
      page(routePatterns.execution, pageCode.execution),
      page(routePatterns.definitions, pageCode.definitions),
      page(routePatterns.definition, pageCode.definition),
      page(routePatterns.newDefinition, pageCode.newDefinition),
      { path: '*', Component: NotFoundPage },
    ],
  },
  ...gallery,
];

/** A page served from a plain folder cannot answer for deep addresses: there the path goes behind a #. */
export function createRouter(): ReturnType<typeof createBrowserRouter> {
  return import.meta.env.MODE === 'demo' ? createHashRouter(routes) : createBrowserRouter(routes);
}
