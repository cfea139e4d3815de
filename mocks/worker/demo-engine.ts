import { createSystemClock } from '#engine/adapters/clock/system-clock.ts';
import { createTimeOrderedIds } from '#engine/adapters/ids/time-ordered-ids.ts';
import { createJqRunner } from '#engine/adapters/jq/jq-runner.ts';
import { lazyJq } from '#engine/adapters/jq/lazy-jq.ts';
import { createHttpCaller } from '#engine/adapters/http-fetch/http-fetch.ts';
import { createQuickJsRunner } from '#engine/adapters/script-quickjs/quickjs-runner.ts';
import { openIndexedDbStore } from '#engine/adapters/storage-indexeddb/indexeddb-store.ts';
import { createMemoryStore } from '#engine/adapters/storage-memory/memory-store.ts';
import { createApi } from '#engine/http/api.ts';
import { createEngine, type Logger, type Store } from '#engine/index.ts';
import quickJsUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import jqUrl from 'jq-wasm/jq.wasm?url';
import { seed } from './seed.ts';
import { startSimulatedWorker } from './simulated-worker.ts';

/** An engine that answers requests like a server does. */
export interface DemoEngine {
  fetch(request: Request): Promise<Response>;
}

const log: Logger = {
  info: () => undefined,
  warn: (message) => console.warn(message),
  error: (message, cause) => console.error(message, cause),
};

/** Opens the demo: its data from the last visit, or samples on the first. */
export async function openDemoEngine(): Promise<DemoEngine> {
  const store = await openStore();
  const engine = await createEngine({
    store,
    clock: createSystemClock(),
    ids: createTimeOrderedIds(),
    scripts: await createQuickJsRunner(await fetchModule(quickJsUrl)),
    jq: lazyJq(async () => createJqRunner(await fetchModule(jqUrl))),
    http: createHttpCaller(),
    environment: { get: () => undefined, names: () => [] },
    log,
  });
  await seed(engine);
  startSimulatedWorker(engine);
  const api = createApi(engine, { version: 'demo', instance: 'this browser', log });
  return { fetch: async (request) => api.fetch(request) };
}

async function fetchModule(url: string): Promise<Uint8Array> {
  const answer = await fetch(url);
  return new Uint8Array(await answer.arrayBuffer());
}

/** A browser that gives no database (some private windows) still runs the demo, for as long as it stays open. */
async function openStore(): Promise<Store> {
  try {
    return await openIndexedDbStore('conductor-ui-demo');
  } catch (error) {
    log.warn(
      `The demo keeps its data in memory only: ${error instanceof Error ? error.message : String(error)}`,
    );
    return createMemoryStore();
  }
}
