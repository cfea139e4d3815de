import { z } from 'zod';
import { ApiError, type FieldError, type SentRequest } from './api-error.ts';
import { apiAddress, type ApiQuery } from './api-address.ts';
import { formatJson, parseJson } from './json.ts';

export interface ApiRequest<T> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below /api, already encoded: `/workflow/${encodeURIComponent(id)}`. */
  readonly path: string;
  readonly query?: ApiQuery;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Instead of a body: JSON that is text already, sent to the last character as it is. */
  readonly bodyText?: string;
  /** What the answer must look like: a JSON schema of zod, or one of the two below for text and for nothing. */
  readonly schema: z.ZodType<T>;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** For answers that are plain text, such as the id of a started workflow. */
export const textAnswer = z.string();
/** For answers whose body does not matter. */
export const noAnswer = z.unknown().transform((): void => undefined);

const defaultTimeoutMs = 30_000;

const errorBodySchema = z.object({
  message: z.string().optional(),
  validationErrors: z
    .array(z.object({ path: z.string(), message: z.string(), invalidValue: z.string().optional() }))
    .nullish(),
});

/** Sends one request to the API and gives its checked answer; every failure is an ApiError, except a caller's own abort. */
export async function callApi<T>(request: ApiRequest<T>): Promise<T> {
  const sent = describe(request);
  const timeout = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  let response: Response;
  let text: string;
  try {
    response = await fetch(sent.url, {
      method: sent.method,
      signal,
      headers: {
        Accept: 'application/json, text/plain',
        ...(sent.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(sent.body === undefined ? {} : { body: sent.body }),
    });
    text = await bodyText(response);
  } catch (cause) {
    if (request.signal?.aborted) throw cause;
    throw unreached(sent, timeout.aborted, cause);
  }
  if (!response.ok) throw refused(sent, response.status, text);
  if (isPage(response)) {
    throw new ApiError({
      kind: 'away',
      message: 'A web page answered instead of the workflow server.',
      request: sent,
      status: response.status,
    });
  }
  return readAnswer(sent, request.schema, text);
}

/** As `response.text()`, but piece by piece: that decodes many megabytes at one go, and the page waits. */
async function bodyText({ body }: Response): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  for (let next = await reader.read(); !next.done; next = await reader.read())
    text += decoder.decode(next.value, { stream: true });
  return text + decoder.decode();
}

function describe<T>(request: ApiRequest<T>): SentRequest {
  const url = apiAddress(request.path, request.query);
  const method = request.method ?? 'GET';
  const body = request.bodyText ?? (request.body === undefined ? undefined : formatJson(request.body, 0));
  return body === undefined ? { method, url } : { method, url, body };
}

function unreached(request: SentRequest, timedOut: boolean, cause: unknown): ApiError {
  return timedOut
    ? new ApiError({ kind: 'timeout', message: 'The server did not answer in time.', request, cause })
    : new ApiError({ kind: 'network', message: 'The server could not be reached.', request, cause });
}

// 502 and 504 are answers of a proxy; 503 with Conductor's own body is the server's word about itself.
function refused(request: SentRequest, status: number, text: string): ApiError {
  const body = errorBodySchema.safeParse(tryParse(text));
  const fromServer = body.success && body.data.message !== undefined;
  const away = status === 502 || status === 504 || (status === 503 && !fromServer);
  const message = fromServer ? body.data.message : undefined;
  return new ApiError({
    kind: away ? 'away' : 'refused',
    message: message ?? (text.startsWith('<') || text === '' ? `The server answered ${status}.` : text),
    request,
    status,
    validationErrors: body.success ? (body.data.validationErrors ?? []).map(fieldError) : [],
  });
}

function fieldError(error: { path: string; message: string; invalidValue?: string | undefined }): FieldError {
  const { path, message, invalidValue } = error;
  return invalidValue === undefined ? { path, message } : { path, message, invalidValue };
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

// A static host answers every address with its start page.
function isPage(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/html') ?? false;
}

function readAnswer<T>(request: SentRequest, schema: z.ZodType<T>, text: string): T {
  if (schema === (textAnswer as z.ZodType)) return schema.parse(text);
  if (schema === (noAnswer as z.ZodType)) return schema.parse(undefined);
  try {
    return schema.parse(text === '' ? undefined : parseJson(text));
  } catch (cause) {
    const message =
      cause instanceof z.ZodError
        ? `The server's answer is not understood. ${z.prettifyError(cause)}`
        : "The server's answer is not JSON.";
    throw new ApiError({ kind: 'unreadable', message, request, cause });
  }
}
