import type { HttpAnswer, HttpCall, HttpCaller } from '../../ports.ts';
import { OutOfPatience, Patience } from './patience.ts';

export interface HttpCallerOptions {
  /** A larger answer is not read to its end, and counts as none. */
  readonly maxAnswerBytes?: number;
  /** How long an answer may take in all, however steadily it comes. */
  readonly maxAnswerMs?: number;
}

/** Room for an output of Conductor's limit, 10 MB, so that one somewhat larger fails with the words for that. */
const defaultMaxAnswerBytes = 12 * 1024 * 1024;
const defaultMaxAnswerMs = 10 * 60_000;

/** Calls other servers with `fetch`. Redirects are followed, as browsers and Conductor do. */
export function createHttpCaller(options: HttpCallerOptions = {}): HttpCaller {
  const { maxAnswerBytes = defaultMaxAnswerBytes, maxAnswerMs = defaultMaxAnswerMs } = options;
  return { call: (request) => call(request, maxAnswerBytes, maxAnswerMs) };
}

async function call(request: HttpCall, maxBytes: number, maxMs: number): Promise<HttpAnswer> {
  const patience = new Patience(maxMs);
  try {
    // `fetch` does not tell connecting from waiting, so both times together are how long an answer may take to begin.
    patience.allow(request.connectTimeoutMs + request.readTimeoutMs);
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      signal: patience.signal,
      ...(request.body !== undefined && { body: request.body }),
    });
    const body = await readBody(response, maxBytes, () => patience.allow(request.readTimeoutMs));
    return { status: response.status, statusText: response.statusText, headers: headersOf(response), body };
  } catch (error) {
    throw new Error(explain(error, request), { cause: error });
  } finally {
    patience.end();
  }
}

/** `onPart` is told before each part that is waited for. */
async function readBody(response: Response, maxBytes: number, onPart: () => void): Promise<string> {
  const decoder = decoderFor(response.headers.get('content-type'));
  const reader = response.body?.getReader();
  let size = 0;
  let text = '';
  for (;;) {
    onPart();
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new Error(`The answer is greater than the permissible limit: ${maxBytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Of the charset that the content type names, if it is one. */
function decoderFor(contentType: string | null): TextDecoder {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '') ?? [];
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

function headersOf(response: Response): Record<string, readonly string[]> {
  const headers: Record<string, readonly string[]> = {};
  for (const [name, value] of response.headers) headers[name] = [...(headers[name] ?? []), value];
  return headers;
}

/** In Conductor's form. A query or a password of the address is nobody's business. */
function explain(error: unknown, { method, url }: HttpCall): string {
  const address = url.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//');
  return `I/O error on ${method} request for "${address}": ${reasonOf(error).replaceAll(url, address)}`;
}

/** `fetch failed` says nothing; its cause does, such as `connect ECONNREFUSED 127.0.0.1:80`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  // It may be a secret.
  if (error.message.endsWith('is an invalid header value.')) return 'The value of a header cannot be sent';
  if (error instanceof OutOfPatience || !(cause instanceof Error) || cause.message === '')
    return error.message;
  if (cause.message === 'bad port')
    return 'This port is one of those that fetch never calls, such as 6000 and 10080';
  return cause.message;
}
