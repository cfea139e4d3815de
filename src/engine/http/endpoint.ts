import type { Context } from 'hono';
import type { Engine } from '../engine.ts';
import type { Body } from './body.ts';
import { withEmptyValues } from './empty-values.ts';
import type { Parameters, ParameterValues } from './parameters.ts';
import type { Shape } from './shapes.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Groups of the documentation, in its order. */
type Tag = 'Executions' | 'Bulk' | 'Definitions' | 'Tasks' | 'Queues' | 'Events' | 'Schedules' | 'Server';

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** Of operations without query parameters. */
type NoParameters = Readonly<Record<string, never>>;

/** A request after everything in it was read and checked. */
interface Call<Path extends string, Query extends Parameters, Content> {
  readonly engine: Engine;
  readonly path: Readonly<Record<NamesIn<Path>, string>>;
  readonly query: ParameterValues<Query>;
  readonly body: Content;
  /** Aborts when the client goes away. */
  readonly request: Request;
}

/** How a handler's result becomes a response, and how the documentation describes it. */
export interface Answer<Result> {
  readonly status: 200 | 204;
  readonly contentType?: 'application/json' | 'text/plain' | 'application/javascript';
  readonly shape?: Shape;
  /** The answer when there is nothing to give, where that differs. */
  readonly emptyStatus?: 204;
  write(context: Context, result: Result): Response;
}

interface EndpointSpec<Path extends string, Query extends Parameters, Content, Result> {
  readonly method: Method;
  /** In OpenAPI's notation: `/api/workflow/{workflowId}`. */
  readonly path: Path;
  readonly tag: Tag;
  readonly summary: string;
  readonly query?: Query;
  readonly body?: Body<Content>;
  readonly answer: Answer<Result>;
  run(call: Call<Path, Query, Content>): Promise<Result> | Result;
}

/** One operation of the API: enough to serve it and to document it. */
export interface Endpoint {
  readonly method: Method;
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly parameters: Parameters;
  readonly body: Body<unknown> | undefined;
  readonly answer: Omit<Answer<unknown>, 'write'>;
  handle(request: Handling): Promise<Response>;
}

interface Handling {
  readonly engine: Engine;
  readonly context: Context;
  /** Those of the path, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly maxBodyBytes: number;
}

/** Declares an operation; the types of path, query, body and result follow from the declaration. */
export function endpoint<
  const Path extends string,
  const Query extends Parameters = NoParameters,
  Content = undefined,
  Result = void,
>(spec: EndpointSpec<Path, Query, Content, Result>): Endpoint {
  const parameters = Object.entries(spec.query ?? {});
  return {
    method: spec.method,
    path: spec.path,
    tag: spec.tag,
    summary: spec.summary,
    parameters: spec.query ?? {},
    body: spec.body,
    answer: spec.answer,
    async handle({ engine, context, parameters: path, maxBodyBytes }) {
      const query = Object.fromEntries(
        parameters.map(([name, parameter]) => [name, parameter.read(context.req.queries(name) ?? [], name)]),
      );
      const body = await spec.body?.read(context.req.raw, maxBodyBytes);
      try {
        const result = await spec.run({
          engine,
          path,
          query: query as ParameterValues<Query>,
          body: body?.content as Content,
          request: context.req.raw,
        });
        return spec.answer.write(context, result);
      } catch (error) {
        throw withEmptyValues(error, body?.sent);
      }
    },
  };
}
