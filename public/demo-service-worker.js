// The service worker of the offline demo. It keeps the page's own files for times without a network,
// and leaves /api to the mock service worker, which hands it to the engine in the page's worker.
const cacheName = 'conductor-ui-demo';
const scope = new URL(self.registration.scope);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const own =
    request.method === 'GET' && url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
  if (!own || url.pathname.startsWith(`${scope.pathname}api/`)) return;
  event.stopImmediatePropagation();
  event.respondWith(answer(request));
});

// What the network has is newest; what was kept is what is left without it.
async function answer(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(cacheName);
    const kept = await cache.match(request.mode === 'navigate' ? scope.href : request, { ignoreVary: true });
    if (kept !== undefined) return kept;
    throw error;
  }
}

// The mock service worker goes for good when its last page closes or reloads. This one stays: without it the page
// could not open again without a network. Whoever leaves the demo sends it away.
self.addEventListener('message', (event) => {
  if (event.data === 'CLIENT_CLOSE') event.stopImmediatePropagation();
});

importScripts('mockServiceWorker.js');
