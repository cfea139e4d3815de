import type { BridgeMessage, BridgeRequest } from './messages.ts';
import { openDemoEngine, type DemoEngine } from './worker/demo-engine.ts';

declare const self: SharedWorkerGlobalScope;

// The engine opens once, however many tabs there are; a later worker (another build of the page) waits its turn.
const opening: Promise<DemoEngine> = new Promise((resolve, reject) => {
  void navigator.locks.request('conductor-ui-demo', async () => {
    try {
      resolve(await openDemoEngine());
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
    // Held for as long as this worker lives.
    await new Promise(() => {});
  });
});

self.addEventListener('connect', (event) => {
  const [port] = event.ports;
  if (port !== undefined) void serve(port);
});

async function serve(port: MessagePort): Promise<void> {
  const say = (message: BridgeMessage, transfer: Transferable[] = []) => port.postMessage(message, transfer);
  let engine: DemoEngine;
  try {
    engine = await opening;
  } catch (error) {
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    return;
  }
  port.addEventListener('message', ({ data }: MessageEvent<BridgeRequest>) => void answer(engine, data, say));
  port.start();
  say({ kind: 'ready' });
}

async function answer(
  engine: DemoEngine,
  { id, url, method, headers, body }: BridgeRequest,
  say: (message: BridgeMessage, transfer: Transferable[]) => void,
): Promise<void> {
  const response = await engine.fetch(
    new Request(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      ...(body === undefined ? {} : { body }),
    }),
  );
  const bytes = await response.arrayBuffer();
  say({ kind: 'answer', id, status: response.status, headers: [...response.headers], body: bytes }, [bytes]);
}
