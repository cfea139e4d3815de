import { routePatterns } from '#lib/paths.ts';
import { renderPages, type PageRouter } from '#ui/testing/render-pages.tsx';
import { Component } from '../execution-page.tsx';

/** The page at an address, with what the shell puts around it. */
export function openExecution(address: string): Promise<PageRouter> {
  return renderPages([{ path: routePatterns.execution, Component }], [address]);
}
