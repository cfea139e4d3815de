import type { SentRequest } from './api-error.ts';

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The request as a command for a POSIX shell. */
export function toCurl(request: SentRequest, origin: string = pageOrigin()): string {
  const parts = ['curl'];
  if (request.method !== 'GET') parts.push('-X', request.method);
  parts.push(quote(new URL(request.url, origin).href));
  if (request.body !== undefined) {
    parts.push('-H', quote('Content-Type: application/json'), '--data-raw', quote(request.body));
  }
  return parts.join(' ');
}

function pageOrigin(): string {
  return typeof location === 'undefined' ? 'http://localhost' : location.origin;
}
