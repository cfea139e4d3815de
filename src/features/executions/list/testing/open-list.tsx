import { routePatterns } from '#lib/paths.ts';
import { renderPages, type PageRouter } from '#ui/testing/render-pages.tsx';
import { Component } from '../executions-page.tsx';

/** The list at an address, with what the shell puts around it. */
export function openList(address = '/executions'): Promise<PageRouter> {
  return renderPages([{ path: routePatterns.executions, Component }], [address]);
}
