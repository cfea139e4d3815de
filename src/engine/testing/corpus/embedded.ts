import { createApi } from '../../http/api.ts';
import type { EnginePorts, HttpCaller, Store } from '../../ports.ts';
import { createEngine } from '../../service/create-engine.ts';
import { FakeClock, settled, watched } from '../fake-clock.ts';
import { fakePorts } from '../fake-ports.ts';
import { environment } from './environment.ts';
import { siteAddress, siteAnswer } from './site.ts';
import type { Asked, Answered, Target } from './target.ts';

/** How long, by the engine's clock, to wait for what a scenario awaits. */
const patienceMs = 60_000;

const site: HttpCaller = {
  async call(request) {
    const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
    return siteAnswer({ ...request, headers: Object.fromEntries(headers) });
  },
};

/** What runs users' scripts and queries. */
export type Runners = Pick<EnginePorts, 'scripts' | 'jq'>;

/** The embedded engine over a store, its clock going only where a scenario waits. */
export async function embedded(given: Store, runners: Runners): Promise<Target & { close(): Promise<void> }> {
  const { store, quiet } = watchedStore(given);
  const clock = new FakeClock(undefined, quiet);
  const ports = { ...fakePorts({ environment }), store, clock, ...runners, http: site };
  const engine = await createEngine(ports);
  const { log } = ports;
  const app = createApi(engine, { version: '1.0.0', instance: 'here', log });

  const ask = async ({ method, path, body, waits }: Asked): Promise<Answered> => {
    const request = Promise.resolve(
      app.request(`/api${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body }),
      }),
    );
    if (waits) await goOnUntilOver(request, clock, quiet);
    const response = await request;
    const text = await response.text();
    await quiet();
    return {
      status: response.status,
      isJson: response.headers.get('content-type')?.startsWith('application/json') === true,
      text,
    };
  };

  return {
    prefix: 'my_',
    site: siteAddress,
    now: () => clock.now(),
    ask,
    async settle(look) {
      await quiet();
      return look();
    },
    async until(holds) {
      const end = clock.now() + patienceMs;
      for (;;) {
        await quiet();
        if (await holds()) return;
        if (!(await clock.toNext()) || clock.now() > end) throw new Error('What is awaited does not come.');
      }
    },
    pass: (seconds) => clock.advance(seconds * 1000),
    close: () => engine.close(),
  };
}

/** Moves the clock on as long as a request waits for it. */
async function goOnUntilOver(
  request: Promise<unknown>,
  clock: FakeClock,
  quiet: () => Promise<void>,
): Promise<void> {
  const answer = watched(request);
  // No request waits as long as that: what falls due later is not for it to wait for, however slow the machine.
  const end = clock.now() + patienceMs;
  for (;;) {
    // Reading a request and writing its answer take turns of the event loop, in which the store may be asked again.
    for (let turn = 0; turn < 4 && !answer.isOver(); turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      await quiet();
    }
    if (answer.isOver() || !(await clock.toNext(end))) return;
  }
}

/** A store that tells when it, and all that follows from its answers, has come to rest. */
function watchedStore(store: Store): { readonly store: Store; readonly quiet: () => Promise<void> } {
  const underWay = new Set<Promise<unknown>>();
  const proxy = new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => {
        const result: unknown = Reflect.apply(method, target, given);
        if (!(result instanceof Promise)) return result;
        underWay.add(result);
        const over = () => underWay.delete(result);
        result.then(over, over);
        return result;
      };
    },
  });
  return {
    store: proxy,
    async quiet() {
      for (;;) {
        for (let round = 0; round < 3; round += 1) await settled();
        if (underWay.size === 0) return;
        await Promise.allSettled(underWay);
      }
    },
  };
}
