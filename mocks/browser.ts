import { http } from 'msw/http';
import { setupWorker } from 'msw/browser';
import { Bridge } from './bridge.ts';
import { keepForOffline } from './offline-page.ts';

/**
 * Puts an engine inside the browser behind `/api`: from now on the page's requests are answered by it. Rejects with
 * an Error that says why when the browser does not allow it.
 */
export async function startDemo(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    throw new Error(
      'This browser gives no service worker to this page. The demo needs one: open the page over https or on localhost, outside a private window.',
    );
  }
  const shared = engineWorker();
  const bridge = new Bridge(shared.port);
  // Where the build lives, not the address: the demo may be entered on any page.
  const base = new URL(import.meta.env.BASE_URL, document.baseURI);
  const worker = setupWorker(
    http.all(`${base.href}api/*`, async ({ request }) => bridge.send(request, asOfServer(request.url, base))),
  );
  const unloaded = new Promise<never>((_, reject) => {
    shared.addEventListener('error', () => reject(new Error('The engine of the demo could not be loaded.')));
  });
  window.addEventListener('unhandledrejection', keepQuietOffline);
  await Promise.all([
    Promise.race([bridge.ready, unloaded]),
    worker.start({
      quiet: true,
      serviceWorker: {
        url: new URL('demo-service-worker.js', base).pathname,
        options: { scope: base.pathname },
      },
    }),
  ]);
  await controlled();
  keepForOffline(base);
}

/** A server has its API at the root; the demo has it in its own folder, wherever that is. */
function asOfServer(url: string, base: URL): string {
  return new URL(url.slice(base.href.length), `${location.origin}/`).href;
}

/** One engine for all tabs, so that they see the same executions and never write over each other. */
function engineWorker(): SharedWorker {
  return new SharedWorker(new URL('./engine-worker.ts', import.meta.url), {
    type: 'module',
    name: 'conductor-ui-demo',
  });
}

// The mock service worker asks for a newer one of itself and forgets that there may be no network to answer.
function keepQuietOffline(event: PromiseRejectionEvent): void {
  if (String(event.reason).includes('Failed to update a ServiceWorker')) event.preventDefault();
}

/** A hard reload bypasses the service worker; a plain one brings it back. */
async function controlled(): Promise<void> {
  if (navigator.serviceWorker.controller !== null) return;
  await Promise.race([
    new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    ),
    new Promise((resolve) => setTimeout(resolve, 2_000)),
  ]);
  if (navigator.serviceWorker.controller === null) location.reload();
}
