import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import type { Parameters } from './parameters.ts';
import { namedSchemas, shape, type Shape } from './shapes.ts';

/** The API's description in OpenAPI 3.1, made from the same declarations that serve it. */
export function openApi(endpoints: readonly Endpoint[], version: string): Shape {
  const paths: Record<string, Record<string, Shape>> = {};
  for (const endpoint of endpoints) {
    const operations = (paths[endpoint.path] ??= {});
    operations[endpoint.method.toLowerCase()] = operation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Conductor API',
      description: 'The REST API of Conductor, as far as this server implements it.',
      version,
    },
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { schemas: componentSchemas() },
  };
}

function operation(endpoint: Endpoint): Shape {
  const { body } = endpoint;
  return {
    tags: [endpoint.tag],
    summary: endpoint.summary,
    operationId: operationId(endpoint),
    parameters: [...pathParameters(endpoint.path), ...queryParameters(endpoint.parameters)],
    ...(body !== undefined && {
      requestBody: { required: body.required, content: { [body.contentType]: { schema: body.shape } } },
    }),
    responses: responses(endpoint),
  };
}

/** `POST /api/workflow/{name}` → `post_api_workflow_name` */
function operationId({ method, path }: Endpoint): string {
  const words = path.match(/[\w-]+/g) ?? [];
  return [method.toLowerCase(), ...words].join('_');
}

function pathParameters(path: string): Shape[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: shape.text,
  }));
}

function queryParameters(parameters: Parameters): Shape[] {
  return Object.entries(parameters).map(([name, parameter]) => ({
    name,
    in: 'query',
    required: parameter.required,
    schema:
      parameter.fallback === undefined
        ? parameter.shape
        : { ...parameter.shape, default: parameter.fallback },
  }));
}

function responses({ answer }: Endpoint): Shape {
  const { status, emptyStatus, contentType, shape: described } = answer;
  const success =
    contentType === undefined || described === undefined
      ? { description: 'Done' }
      : { description: 'OK', content: { [contentType]: { schema: described } } };
  return {
    [status]: success,
    ...(emptyStatus !== undefined && { [emptyStatus]: { description: 'Nothing there' } }),
    default: {
      description: 'What went wrong',
      content: { 'application/json': { schema: shape.named('ErrorResponse') } },
    },
  };
}

/** Lists that several schemas share come out in a place of their own, which OpenAPI has no room for. */
const sharedPlace = '__shared';

function componentSchemas(): Shape {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => (id === sharedPlace ? id : `#/components/schemas/${id}`),
    io: 'output',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      delete jsonSchema.propertyNames;
      // What has a default need not be sent.
      const { properties, required } = jsonSchema;
      if (properties === undefined || required === undefined) return;
      jsonSchema.required = required.filter((name) => !hasDefault(properties[name]));
      if (jsonSchema.required.length === 0) delete jsonSchema.required;
    },
  });
  const { [sharedPlace]: shared, ...named } = schemas;
  const components = { ...named, ...shared?.$defs };
  return Object.fromEntries(Object.entries(components).map(([id, schema]) => [id, hoisted(schema)]));
}

/** Without JSON Schema's own identifiers, and with references that OpenAPI can follow. */
function hoisted(schema: object): Shape {
  const kept = Object.entries(schema).filter(([key]) => key !== '$id' && key !== '$schema');
  return Object.fromEntries(
    kept.map(([key, value]: [string, unknown]) => {
      if (key === '$ref' && typeof value === 'string') {
        return [key, value.replace(/^.*#\/\$defs\//, '#/components/schemas/')];
      }
      if (Array.isArray(value)) {
        return [key, value.map((item: unknown) => (isObject(item) ? hoisted(item) : item))];
      }
      return [key, isObject(value) ? hoisted(value) : value];
    }),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function hasDefault(property: unknown): boolean {
  return isObject(property) && 'default' in property;
}
