import { z } from 'zod';
import { isNestedDeeper, maxNesting, nameTooGreat } from '#contract/index.ts';
import { jsonText, plainText } from './body-text.ts';
import { isJson, readContentType } from './content-type.ts';
import { withEmptyValues } from './empty-values.ts';
import { malformed, RequestError } from './errors.ts';
import { nestedTooDeeply, scanJson } from './json-scan.ts';
import type { JavaType } from './java-messages.ts';
import { parseLikeConductor } from './java-values.ts';
import { shape, type Shape } from './shapes.ts';

/** How a request's body is read, and how the documentation describes it. */
export interface Body<Content> {
  readonly contentType: 'application/json' | 'text/plain';
  readonly shape: Shape;
  readonly required: boolean;
  read(request: Request, maxBytes: number): Promise<ReadBody<Content>>;
}

interface ReadBody<Content> {
  readonly content: Content;
  /** The JSON as it was sent, for what an error says about it. */
  readonly sent?: unknown;
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
      const type = readContentType(request.headers.get('content-type'));
      if (type !== undefined && !isJson(type)) throw unsupported(type.text);
      const bytes = await readBytes(request, maxBytes);
      if (bytes.length === 0) return { content: options.whenAbsent ?? refuseAbsent() };
      if (type === undefined) throw unsupported('application/octet-stream');
      const text = jsonText(bytes, type.charset);
      const sent = parseText(options, text);
      // Each level takes two characters.
      if (bytes.length > 2 * maxNesting && isNestedDeeper(sent))
        throw malformed(`JSON parse error: ${nestedTooDeeply}`);
      if (sent === null) return { content: options.whenAbsent ?? refuseAbsent() };
      if (Array.isArray(sent) && sent.length > maxEntries) throw tooManyEntries;
      try {
        options.check?.(sent);
      } catch (error) {
        throw withEmptyValues(error, sent);
      }
      const content = parseLikeConductor(options.schema, sent, options.javaType);
      // Only now: where a number is wanted, one that is too great is refused as that.
      nameTooGreat(content, text);
      return { content, sent };
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
    const type = readContentType(request.headers.get('content-type'));
    const bytes = await readBytes(request, maxBytes);
    return { content: bytes.length === 0 ? refuseAbsent() : plainText(bytes, type?.charset) };
  },
};

/** Each entry is checked, and none of Conductor's requests needs as many. */
const maxEntries = 10_000;
const tooManyEntries = new RequestError(413, `The request body holds more than ${maxEntries} entries`);

function unsupported(type: string): RequestError {
  return malformed(`Content-Type '${type}' is not supported`);
}

/** What follows the first value is not read, as in Conductor. */
function parseText({ schema, javaType }: JsonBodyOptions<unknown>, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const scan = scanJson(text);
    if (scan.kind === 'value') return JSON.parse(text.slice(0, scan.end));
    // A list is refused at its first character where none is wanted, whatever is wrong with the rest.
    if (/^[ \t\r\n]*\[/.test(text) && !schema.safeParse([]).success) parseLikeConductor(schema, [], javaType);
    throw malformed(`JSON parse error: ${scan.message}`);
  }
}

function refuseAbsent(): never {
  throw malformed('Required request body is missing');
}

/** A body that breaks off is its sender's fault, as one that is no HTTP is. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  try {
    return await readAll(request, maxBytes);
  } catch (error) {
    throw error instanceof RequestError ? error : malformed('I/O error while reading input message');
  }
}

async function readAll(request: Request, maxBytes: number): Promise<Uint8Array> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > maxBytes) throw bodyTooLarge(maxBytes);
  if (declared === null && request.headers.get('transfer-encoding') !== null) {
    return readStream(request, maxBytes);
  }
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > maxBytes) throw bodyTooLarge(maxBytes);
  return bytes;
}

/** The length is not announced: count while reading, and stop at the limit. */
async function readStream(request: Request, maxBytes: number): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return joined(parts, size);
    size += value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw bodyTooLarge(maxBytes);
    }
    parts.push(value);
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

function bodyTooLarge(maxBytes: number): RequestError {
  return new RequestError(413, `The request body is greater than the permissible limit: ${maxBytes} bytes`);
}
