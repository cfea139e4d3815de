import type { Answer } from './endpoint.ts';
import { shape, type Shape } from './shapes.ts';

const jsonHeaders = { 'Content-Type': 'application/json' };
const textHeaders = { 'Content-Type': 'text/plain;charset=UTF-8' };

/** 200 with an empty body. */
export const done: Answer<void> = { status: 200, write: (context) => context.body(null, 200) };

export const noContent: Answer<void> = { status: 204, write: (context) => context.body(null, 204) };

/** Plain text; undefined gives an empty 200. */
export const text: Answer<string | undefined> = {
  status: 200,
  contentType: 'text/plain',
  shape: shape.text,
  write: (context, result) =>
    result === undefined ? context.body(null, 200) : context.body(result, 200, textHeaders),
};

export function json<Result>(described: Shape): Answer<Result> {
  return {
    status: 200,
    contentType: 'application/json',
    shape: described,
    write: (context, result) => context.body(JSON.stringify(result), 200, jsonHeaders),
  };
}

/** JSON, or 204 when there is nothing. */
export function jsonOrNoContent<Result>(described: Shape): Answer<Result | undefined> {
  return {
    status: 200,
    emptyStatus: 204,
    contentType: 'application/json',
    shape: described,
    write: (context, result) =>
      result === undefined ? context.body(null, 204) : context.body(JSON.stringify(result), 200, jsonHeaders),
  };
}

/** A script for a page. */
export const script: Answer<string> = {
  status: 200,
  contentType: 'application/javascript',
  shape: shape.text,
  write: (context, result) => context.body(result, 200, { 'Content-Type': 'application/javascript' }),
};

/** Plain text with a status of its own. */
export const textWithStatus: Answer<{ readonly status: 200 | 404 | 409 | 429; readonly text: string }> = {
  status: 200,
  contentType: 'text/plain',
  shape: shape.text,
  write: (context, result) => context.body(result.text, result.status, textHeaders),
};
