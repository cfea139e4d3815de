import { describe, expect, it } from 'vitest';
import { isJson, readContentType } from './content-type.ts';
import { RequestError } from './errors.ts';

function refusal(header: string): readonly [status: number, message: string] | undefined {
  try {
    readContentType(header);
    return undefined;
  } catch (error) {
    if (error instanceof RequestError) return [error.status, error.message];
    throw error;
  }
}

// What Conductor 3.32.1 answers to these was recorded from a running one.
describe('content types', () => {
  it.each([
    ['garbage', 500, `Invalid mime type "garbage": does not contain '/'`],
    [
      'application/json, text/plain',
      500,
      `Invalid mime type "application/json, text/plain": Invalid token character ',' in token "json, text/plain"`,
    ],
    [
      'application/json;charset=nope',
      500,
      `Invalid mime type "application/json;charset=nope": unsupported charset 'nope'`,
    ],
    ['*/*', 400, "Content-Type cannot contain wildcard type '*'"],
    ['application/*', 400, "Content-Type cannot contain wildcard subtype '*'"],
    ['application/*+json', 400, "Content-Type cannot contain wildcard subtype '*'"],
  ])('JS9 refuses %j', (header, status, message) => {
    expect(refusal(header)).toEqual([status, message]);
  });

  it.each([null, '', '  '])('JS9 takes %j for none', (header) => {
    expect(readContentType(header)).toBeUndefined();
  });

  it.each([
    ['application/json', undefined, true],
    ['APPLICATION/JSON', undefined, true],
    [' application/json ', undefined, true],
    ['application/json; charset=utf-8', 'utf-8', true],
    ['application/json;charset="UTF-8"', 'utf-8', true],
    ['application/json ; Charset = ISO-8859-1', 'iso-8859-1', true],
    ['application/json;odata=verbose', undefined, true],
    ['application/json;', undefined, true],
    ['application/problem+json', undefined, true],
    ['application/vnd.a.b-c+json', undefined, true],
    ['application/jsonx', undefined, false],
    ['application/x-ndjson', undefined, false],
    ['text/json', undefined, false],
    ['application/json+x', undefined, false],
  ])('JS9 reads %j', (header, charset, json) => {
    const type = readContentType(header);
    expect([type?.charset, type !== undefined && isJson(type)]).toEqual([charset, json]);
  });

  it.each([
    ['text/plain', 'text/plain;charset=UTF-8'],
    ['text/plain; charset=utf-8', 'text/plain;charset=utf-8'],
    ['multipart/form-data; boundary=x', 'multipart/form-data;boundary=x;charset=UTF-8'],
    ['application/octet-stream', 'application/octet-stream;charset=UTF-8'],
    ['Text/JSON', 'text/json;charset=UTF-8'],
  ])('JS9 writes %j in messages as %s', (header, text) => {
    expect(readContentType(header)?.text).toBe(text);
  });
});
