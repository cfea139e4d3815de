import type { RequestListener } from 'node:http';
import { hostname } from 'node:os';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createSystemClock } from '#engine/adapters/clock/system-clock.ts';
import { createTimeOrderedIds } from '#engine/adapters/ids/time-ordered-ids.ts';
import { createJqRunner } from '#engine/adapters/jq/jq-runner.ts';
import { lazyJq } from '#engine/adapters/jq/lazy-jq.ts';
import { postponingJq } from '#engine/adapters/jq/postponing-jq.ts';
import { createHttpCaller } from '#engine/adapters/http-fetch/http-fetch.ts';
import { postponingScripts } from '#engine/adapters/script-quickjs/postponing-scripts.ts';
import { createQuickJsRunner } from '#engine/adapters/script-quickjs/quickjs-runner.ts';
import { createMemoryStore } from '#engine/adapters/storage-memory/memory-store.ts';
import { openSqliteStore } from '#engine/adapters/storage-sqlite/sqlite-store.ts';
import { createApi } from '#engine/http/api.ts';
import { createEngine, type EnginePorts, type Store } from '#engine/index.ts';
import { readModel, type PayloadLimits, type Settings } from './config-file.ts';
import { consoleLog } from './console-log.ts';
import type { ServerOptions } from './options.ts';
import { packageVersion } from './package-version.ts';
import { processFigures } from './process-figures.ts';
import { cannotRun, reasonOf } from './start-failure.ts';
import { openQueryThread, openScriptThread } from './threads.ts';
import { readJq, readQuickJs } from './wasm-files.ts';

/** How long a script may hold up everything else; what takes longer goes on in a thread of its own. */
const SCRIPT_SECONDS_HERE = 0.1;
/** The same in steps, for queries. */
const QUERY_STEPS_HERE = 8_000_000;

export interface EngineHost {
  readonly listener: RequestListener;
  /** Finishes what is under way and closes the data. */
  close(): Promise<void>;
}

/** The embedded engine with its data, its scripts and its API. */
export async function openEngine(options: ServerOptions, settings: Settings): Promise<EngineHost> {
  const quickJs = await createQuickJsRunner(await readQuickJs());
  const scriptThread = openScriptThread();
  const queryThread = openQueryThread();
  const store = options.memory ? createMemoryStore() : openStore(options.dataFolder);
  const ports: EnginePorts = {
    store,
    clock: createSystemClock(),
    ids: createTimeOrderedIds(),
    scripts: postponingScripts(quickJs, SCRIPT_SECONDS_HERE, (script, bindings) =>
      scriptThread.evaluate(script, bindings),
    ),
    jq: lazyJq(async () =>
      postponingJq(await createJqRunner(await readJq()), QUERY_STEPS_HERE, (query, input) =>
        queryThread.evaluate(query, input),
      ),
    ),
    http: createHttpCaller({ maxAnswerBytes: bodyLimit(settings.payloadLimits) }),
    model:
      readModel(process.env['CONDUCTOR_UI_LLM_URL'], process.env['CONDUCTOR_UI_LLM_KEY']) ?? settings.model,
    environment: { get: (name) => process.env[name], names: () => Object.keys(process.env) },
    log: consoleLog,
  };
  const { payloadLimits } = settings;
  const engine = await createEngine(ports, { payloadLimits });
  const api = createApi(engine, {
    version: packageVersion(),
    instance: hostname(),
    log: consoleLog,
    maxBodyBytes: bodyLimit(payloadLimits),
    corsOrigins: settings.corsOrigins,
    metrics: settings.metrics && processFigures,
  });
  const listen = getRequestListener(api.fetch);
  return {
    listener: (request, response) => void listen(request, response),
    async close() {
      const closed = engine.close();
      // Decisions that wait for a thread are not made any more; the next start takes them up.
      await Promise.all([scriptThread.close(), queryThread.close()]);
      await closed;
      await store.close();
    },
  };
}

const defaultPayloadBytes = 10 * 1024 ** 2;
/** What a body holds beside its payload, and how far above the limit one may be to get the engine's own answer. */
const bodyRoom = 2 * 1024 ** 2;

/** A body or an answer above this cannot hold a payload that the engine would take. */
function bodyLimit({ workflowInput = 0, taskOutput = 0 }: PayloadLimits): number {
  return Math.max(defaultPayloadBytes, workflowInput, taskOutput) + bodyRoom;
}

function openStore(folder: string): Store {
  try {
    return openSqliteStore(path.join(folder, 'conductor.db'));
  } catch (error) {
    throw cannotRun(error instanceof Error ? error.message : reasonOf(error));
  }
}
