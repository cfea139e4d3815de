import { z } from 'zod';
import { malformed, RequestError } from './errors.ts';
import { describeJsonError } from './json-error.ts';
import type { JavaType } from './java-messages.ts';
import { parseLikeConductor } from './java-values.ts';
import { shape, type Shape } from './shapes.ts';

/** How a request's body is read, and how the documentation describes it. */
export interface Body<Content> {
  readonly contentType: 'application/json' | 'text/plain';
  readonly shape: Shape;
  read(request: Request, maxBytes: number): Promise<Content>;
}

interface JsonBodyOptions<Content> {
  readonly schema: z.ZodType<Content>;
  readonly shape: Shape;
  /** What Conductor calls the type in its messages. */
  readonly javaType: JavaType;
  /** Looks at the body as it was sent, before the schema fills in defaults; throws to refuse it. */
  readonly check?: (sent: unknown) => void;
}

export function jsonBody<Content>(options: JsonBodyOptions<Content>): Body<Content> {
  return {
    contentType: 'application/json',
    shape: options.shape,
    async read(request, maxBytes) {
      const sent = await readJson(request, maxBytes);
      options.check?.(sent);
      return parseLikeConductor(options.schema, sent, options.javaType);
    },
  };
}

/** A free JSON object. */
export const mapBody: Body<Record<string, unknown>> = jsonBody({
  schema: z.record(z.string(), z.unknown()),
  shape: shape.anyMap,
  javaType: 'map',
});

export const textsBody: Body<string[]> = jsonBody({
  schema: z.array(z.string()),
  shape: shape.list(shape.text),
  javaType: 'texts',
});

/** The body as it stands, whatever its content type. */
export const textBody: Body<string> = {
  contentType: 'text/plain',
  shape: shape.text,
  read: readRequired,
};

async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readRequired(request, maxBytes);
  const contentType = request.headers.get('content-type');
  if (contentType === null || !/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) {
    const given = contentType ?? 'application/octet-stream';
    throw malformed(`Content-Type '${given}' is not supported`);
  }
  const value = parseJson(text);
  if (value === null) throw bodyMissing();
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(`JSON parse error: ${describeJsonError(text)}`);
  }
}

async function readRequired(request: Request, maxBytes: number): Promise<string> {
  const text = await readText(request, maxBytes);
  if (text === '') throw bodyMissing();
  return text;
}

const bodyMissing = () => malformed('Required request body is missing');

async function readText(request: Request, maxBytes: number): Promise<string> {
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    if (Number(declared) > maxBytes) throw bodyTooLarge(maxBytes);
    return request.text();
  }
  if (request.headers.get('transfer-encoding') === null) {
    const text = await request.text();
    if (text.length > maxBytes) throw bodyTooLarge(maxBytes);
    return text;
  }
  return readStream(request, maxBytes);
}

/** The length is not announced: count while reading, and stop at the limit. */
async function readStream(request: Request, maxBytes: number): Promise<string> {
  const reader = request.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw bodyTooLarge(maxBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}

function bodyTooLarge(maxBytes: number): RequestError {
  return new RequestError(413, `The request body is greater than the permissible limit: ${maxBytes} bytes`);
}
