const cacheName = 'conductor-ui-demo';

/** Keeps the page's own files, so that the demo also opens without a network. Failing to is no reason to complain. */
export function keepForOffline(base: URL): void {
  void (async () => {
    try {
      const answer = await fetch(new URL('assets.json', base));
      const files: unknown = await answer.json();
      if (!Array.isArray(files)) return;
      const cache = await caches.open(cacheName);
      const kept = new Set((await cache.keys()).map(({ url }) => url));
      const wanted = [base.href, ...files.map((file) => new URL(String(file), base).href)];
      for (const url of wanted) if (!kept.has(url) || url === base.href) await cache.add(url);
      // Files of an older build are of no more use.
      for (const url of kept) if (!wanted.includes(url)) await cache.delete(url);
    } catch {
      // Without the list of files (a development server) or room for them, the demo needs the network to open.
    }
  })();
}
