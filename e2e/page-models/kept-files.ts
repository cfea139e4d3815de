import { expect, type Page } from '@playwright/test';

/** Waits until the demo has kept all the files that it needs to open without a network. */
export async function expectFilesKept(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const answer = await fetch(new URL('assets.json', document.baseURI));
          const files: unknown = await answer.json();
          const cache = await caches.open('conductor-ui-demo');
          const kept = new Set((await cache.keys()).map(({ url }) => url));
          if (!Array.isArray(files)) return ['assets.json'];
          return files.filter((file) => !kept.has(new URL(String(file), document.baseURI).href));
        }),
      { message: 'files that are not kept yet', timeout: 20_000 },
    )
    .toEqual([]);
}
