import { adminEndpoints } from './admin.ts';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { Engine } from '../engine.ts';
import type { Logger } from '../ports.ts';
import { mountDocs } from './docs.ts';
import type { Endpoint } from './endpoint.ts';
import { eventEndpoints } from './events.ts';
import { errorBody, isExpected, RequestError } from './errors.ts';
import { externalStorageEndpoints } from './external-storage.ts';
import { metadataEndpoints } from './metadata.ts';
import { engineFigures, exposition, expositionType, RequestMeter, type Figure } from './metrics.ts';
import { queueEndpoints } from './queues.ts';
import { matcher, mostSpecificFirst, route } from './routes.ts';
import { queueAdminEndpoints } from './queue-admin.ts';
import { schedulerEndpoints } from './scheduler.ts';
import { serverEndpoints } from './server-info.ts';
import { signalEndpoints } from './signals.ts';
import { taskEndpoints } from './tasks.ts';
import { workflowBulkEndpoints } from './workflow-bulk.ts';
import { workflowMessageEndpoints } from './workflow-messages.ts';
import { workflowSearchEndpoints } from './workflow-search.ts';
import { workflowEndpoints } from './workflow.ts';

/** What the API needs to know about the program it is part of. */
export interface ApiOptions {
  readonly version: string;
  /** Names this server in error bodies. */
  readonly instance: string;
  readonly log: Logger;
  /** Larger bodies are refused unread. */
  readonly maxBodyBytes?: number;
  /** Origins that browsers may call from, besides the API's own. None by default. */
  readonly corsOrigins?: readonly string[];
  /** False: no /metrics. A function adds figures about the process. */
  readonly metrics?: boolean | (() => readonly Figure[]);
}

/** Room for a payload of Conductor's limit, 10 MB, and what surrounds it. */
const defaultMaxBodyBytes = 12 * 1024 * 1024;

/** Conductor's REST API over an engine, with its documentation and metrics. */
export function createApi(engine: Engine, options: ApiOptions): Hono {
  const app = new Hono();
  const endpoints = [
    ...workflowEndpoints,
    ...workflowSearchEndpoints,
    ...workflowMessageEndpoints,
    ...workflowBulkEndpoints,
    ...adminEndpoints,
    ...metadataEndpoints,
    ...taskEndpoints,
    ...signalEndpoints,
    ...queueEndpoints,
    ...externalStorageEndpoints,
    ...queueAdminEndpoints,
    ...eventEndpoints,
    ...schedulerEndpoints,
    ...serverEndpoints(options.version),
  ];
  const meter = new RequestMeter();

  if (options.corsOrigins !== undefined && options.corsOrigins.length > 0) {
    app.use(cors({ origin: [...options.corsOrigins] }));
  }
  for (const endpoint of mostSpecificFirst(endpoints)) mount(app, endpoint, engine, options, meter);
  mountDocs(app, endpoints, options.version);
  if (options.metrics !== false) mountMetrics(app, engine, options.metrics, meter);

  const methodsFor = matcher(endpoints);
  app.notFound((context) => refuseUnknown(context, methodsFor(context.req.path), options.instance));
  app.onError((error, context) => failure(context, error, options));
  return app;
}

function mount(app: Hono, endpoint: Endpoint, engine: Engine, options: ApiOptions, meter: RequestMeter) {
  const maxBodyBytes = options.maxBodyBytes ?? defaultMaxBodyBytes;
  const { path, names } = route(endpoint.path);
  app.on(endpoint.method, path, async (context) => {
    const started = performance.now();
    let response: Response;
    try {
      const values: Readonly<Record<string, string>> = context.req.param();
      const parameters = Object.fromEntries(names.map((name, index) => [name, values[`p${index}`] ?? '']));
      response = await endpoint.handle({ engine, context, parameters, maxBodyBytes });
    } catch (error) {
      response = failure(context, error, options);
    }
    meter.record(endpoint.method, endpoint.path, response.status, performance.now() - started);
    return response;
  });
}

function failure(context: Context, error: unknown, options: ApiOptions): Response {
  if (!isExpected(error)) options.log.error(`${context.req.method} ${context.req.path} failed`, error);
  return errorResponse(error, options.instance);
}

function errorResponse(error: unknown, instance: string, headers: Record<string, string> = {}): Response {
  const body = errorBody(error, instance);
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

/** 404 for unknown paths, 405 for known ones with another method; OPTIONS tells which methods there are. */
function refuseUnknown(context: Context, methods: readonly string[], instance: string): Response {
  const { method, path } = context.req;
  if (methods.length === 0) {
    const message = `No static resource ${path.replace(/^\/|\/$/g, '')}.`;
    return errorResponse(new RequestError(404, message), instance);
  }
  const allow = { Allow: [...methods, 'OPTIONS'].join(',') };
  if (method === 'OPTIONS') return context.body(null, 200, allow);
  const refusal = new RequestError(405, `Request method '${method}' is not supported`);
  return errorResponse(refusal, instance, allow);
}

function mountMetrics(
  app: Hono,
  engine: Engine,
  processFigures: ApiOptions['metrics'],
  meter: RequestMeter,
): void {
  const render = (context: Context) => {
    const figures = [
      ...engineFigures(engine),
      meter.figure(),
      ...(typeof processFigures === 'function' ? processFigures() : []),
    ];
    return context.body(exposition(figures), 200, { 'Content-Type': expositionType });
  };
  app.get('/metrics', render);
  app.get('/actuator/prometheus', render);
}
