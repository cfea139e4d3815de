import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { defaultSettings, loadSettings, type Settings } from './config-file.ts';
import { consoleLog } from './console-log.ts';
import { openEngine, type EngineHost } from './engine-host.ts';
import { allOf, basicAuthGuard, hostGuard, onlyFor, originGuard, rateGuard, type Guard } from './guard.ts';
import { listen, stopListening, urlOf } from './listening.ts';
import type { ServerOptions } from './options.ts';
import { createPage } from './page.ts';
import { createProxy, type Proxy } from './proxy.ts';
import type { Upstream } from './upstream.ts';

const pageFolder = fileURLToPath(new URL('../../dist/page', import.meta.url));

export interface RunningServer {
  /** What to tell the user: one line an address. */
  readonly lines: readonly string[];
  stop(graceMs: number): Promise<void>;
}

/** Starts what the options ask for; rejects with a StartFailure when that cannot be. */
export async function run(options: ServerOptions): Promise<RunningServer> {
  const settings = options.configFile === undefined ? defaultSettings : loadSettings(options.configFile);
  if (settings.unused.length > 0) {
    consoleLog.warn(
      `These properties mean something to a Conductor server only: ${settings.unused.join(', ')}.`,
    );
  }
  const guards = guardsFor(options.host, settings);
  return options.upstream === undefined
    ? runEngine(options, settings, guards)
    : runProxy(options, options.upstream, guards.page);
}

interface Guards {
  /** Of the port that has nothing but the API. */
  readonly api: Guard;
  /** Of the port that has the page too, whose files do not count as requests. */
  readonly page: Guard;
}

/** What the settings let in; `now` gives milliseconds. */
export function guardsFor(host: string, settings: Settings, now: () => number = Date.now): Guards {
  const { basicAuth, rateLimit } = settings;
  const rate = rateLimit === undefined ? [] : [rateGuard(rateLimit, now)];
  // The password comes last: the rate limit keeps it from being guessed in a hurry.
  const around = (limits: readonly Guard[]) =>
    allOf([
      hostGuard(host),
      originGuard(settings.corsOrigins),
      ...limits,
      ...(basicAuth === undefined ? [] : [basicAuthGuard(basicAuth)]),
    ]);
  return { api: around(rate), page: around(rate.map((guard) => onlyFor(isForApi, guard))) };
}

async function runEngine(options: ServerOptions, settings: Settings, guards: Guards): Promise<RunningServer> {
  const { host, port, apiPort } = options;
  const engine = await openEngine(options, settings);
  const servers: Server[] = [];
  const stop = (graceMs: number) => stopAll(servers, engine, graceMs);
  try {
    servers.push(await listen({ host, port: apiPort, portFlag: '--api-port' }, guards.api, engine.listener));
    servers.push(
      await listen(
        { host, port, portFlag: '--port' },
        guards.page,
        beside(createPage(pageFolder), engine.listener),
      ),
    );
  } catch (error) {
    await stop(0);
    throw error;
  }
  const [api, page] = servers.map((server) => urlOf(server, host));
  return { lines: [`UI ${page ?? ''}`, `API ${api ?? ''}/api`], stop };
}

async function stopAll(servers: readonly Server[], engine: EngineHost, graceMs: number): Promise<void> {
  await stopListening(servers, graceMs);
  await engine.close();
}

async function runProxy(options: ServerOptions, upstream: Upstream, guard: Guard): Promise<RunningServer> {
  const { host, port } = options;
  const proxy = createProxy(upstream);
  const handle = beside(createPage(pageFolder), (request, response) => proxy.handle(request, response));
  const server = await listen({ host, port, portFlag: '--port' }, guard, handle);
  void warnWhenAway(proxy, upstream);
  return {
    lines: [`UI ${urlOf(server, host)}`, `API ${upstream.label}/api`],
    async stop(graceMs) {
      await stopListening([server], graceMs);
      proxy.close();
    },
  };
}

async function warnWhenAway(proxy: Proxy, upstream: Upstream): Promise<void> {
  const trouble = await proxy.probe();
  if (trouble === undefined) return;
  consoleLog.warn(
    `the Conductor server at ${upstream.label} does not answer yet: ${trouble}. The page says so until it does.`,
  );
}

/** What is not the page's: the API and what belongs to it. */
const apiPath =
  /^\/(api|api-docs|v3\/api-docs|swagger-ui|swagger-ui\.html|health|metrics|actuator|context\.js)(\/|\?|$)/;

function isForApi({ url }: IncomingMessage): boolean {
  return apiPath.test(url ?? '');
}

function beside(page: RequestListener, api: RequestListener): RequestListener {
  return (request, response) => (isForApi(request) ? api : page)(request, response);
}
