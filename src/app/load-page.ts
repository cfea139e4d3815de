import type { RouteObject } from 'react-router';
import { ApiError } from '#lib/api-error.ts';

/** What the module of a page gives the router. */
export interface PageModule {
  readonly Component: NonNullable<RouteObject['Component']>;
}

/** Fetches a page's code; where that fails because nothing answers, the error says so. */
export async function loadPage(load: () => Promise<PageModule>): Promise<PageModule> {
  try {
    return await load();
  } catch (error) {
    if (await isPageServed()) throw error;
    throw new ApiError({
      kind: 'network',
      message: 'The code of this page could not be fetched',
      request: { method: 'GET', url: location.href },
      cause: error,
    });
  }
}

/** Whether what this page was loaded from still answers. */
export async function isPageServed(): Promise<boolean> {
  try {
    await fetch(document.baseURI, { method: 'HEAD', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}
