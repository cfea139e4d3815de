import { z } from 'zod';
import { isNestedDeeper, maxNesting, nameTooGreat } from '#contract/index.ts';
import { malformed, RequestError } from './errors.ts';
import { describeJsonError, nestedTooDeeply } from './json-error.ts';
import type { JavaType } from './java-messages.ts';
import { parseLikeConductor } from './java-values.ts';
import { shape, type Shape } from './shapes.ts';

/** How a request's body is read, and how the documentation describes it. */
export interface Body<Content> {
  readonly contentType: 'application/json' | 'text/plain';
  readonly shape: Shape;
  readonly required: boolean;
  read(request: Request, maxBytes: number): Promise<Content>;
}

interface JsonBodyOptions<Content> {
  readonly schema: z.ZodType<Content>;
  readonly shape: Shape;
  /** What Conductor calls the type in its messages. */
  readonly javaType: JavaType;
  /** What an absent body stands for; without it, there must be one. */
  readonly whenAbsent?: Content;
  /** Looks at the body as it was sent, before the schema fills in defaults; throws to refuse it. */
  readonly check?: (sent: unknown) => void;
}

export function jsonBody<Content>(options: JsonBodyOptions<Content>): Body<Content> {
  return {
    contentType: 'application/json',
    shape: options.shape,
    required: options.whenAbsent === undefined,
    async read(request, maxBytes) {
      const text = await readText(request, maxBytes);
      if (text === '') return options.whenAbsent ?? refuseAbsent();
      const sent = parseJson(text, request.headers.get('content-type'));
      options.check?.(sent);
      const content = parseLikeConductor(options.schema, sent, options.javaType);
      // Only now: where a number is wanted, one that is too great is refused as that.
      nameTooGreat(content, text);
      return content;
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
  required: true,
  async read(request, maxBytes) {
    const text = await readText(request, maxBytes);
    return text === '' ? refuseAbsent() : text;
  },
};

function parseJson(text: string, contentType: string | null): unknown {
  if (contentType === null || !/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) {
    throw malformed(`Content-Type '${withCharset(contentType)}' is not supported`);
  }
  const value = parseText(text);
  // Each level takes two characters.
  if (text.length > 2 * maxNesting && isNestedDeeper(value)) {
    throw malformed(`JSON parse error: ${nestedTooDeeply}`);
  }
  return value === null ? refuseAbsent() : value;
}

/** Conductor completes the types that it names. */
function withCharset(contentType: string | null): string {
  if (contentType === null) return 'application/octet-stream';
  return /charset|^application\/octet-stream/i.test(contentType)
    ? contentType
    : `${contentType};charset=UTF-8`;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(`JSON parse error: ${describeJsonError(text)}`);
  }
}

function refuseAbsent(): never {
  throw malformed('Required request body is missing');
}

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
