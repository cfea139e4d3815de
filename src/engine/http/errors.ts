import type { ErrorResponse, ValidationError } from '#contract/index.ts';
import { EngineError, validationFailed, type EngineErrorKind } from '../errors.ts';

/** A request that the HTTP layer itself refuses, before the engine sees it. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A required thing is missing or something has the wrong type: Conductor answers 500 to these. */
export const malformed = (message: string) => new RequestError(500, message);

/** One failed check of a request, with the path that Conductor gives it. */
export function violation(path: string, message: string, invalidValue?: string | number): EngineError {
  return validationFailed([
    invalidValue === undefined ? { path, message } : { path, message, invalidValue: String(invalidValue) },
  ]);
}

const statusOf: Readonly<Record<EngineErrorKind, number>> = {
  notFound: 404,
  conflict: 409,
  invalid: 400,
  validation: 400,
  forbidden: 403,
  tooLarge: 413,
  internal: 500,
};

/** The one place where errors become Conductor's status codes and bodies. `instance` names this server. */
export function errorBody(error: unknown, instance: string): ErrorResponse {
  if (error instanceof EngineError) {
    const status = statusOf[error.kind];
    if (error.kind === 'validation') return validationBody(status, error.message, error.validationErrors);
    return plainBody(status, error.message, instance);
  }
  if (error instanceof RequestError) return plainBody(error.status, error.message, instance);
  return plainBody(500, error instanceof Error ? error.message : String(error), instance);
}

/** Whether the error is an answer that was meant, as opposed to a fault that belongs in the log. */
export function isExpected(error: unknown): boolean {
  return error instanceof EngineError || error instanceof RequestError;
}

function plainBody(status: number, message: string, instance: string): ErrorResponse {
  return { status, message, instance, retryable: false };
}

/** Conductor leaves the instance out of these. */
function validationBody(
  status: number,
  message: string,
  validationErrors: readonly ValidationError[],
): ErrorResponse {
  return { status, message, retryable: false, validationErrors: [...validationErrors] };
}
