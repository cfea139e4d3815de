/** A request as it was sent, kept with its failure so that it can be shown and copied. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
}

export interface FieldError {
  readonly path: string;
  readonly message: string;
  readonly invalidValue?: string;
}

/**
 * - `refused`: the server answered, with an error status
 * - `away`: the page is served, but no workflow server answers behind it
 * - `network`: the request did not reach anything
 * - `timeout`: no answer in the time we wait
 * - `unreadable`: an answer came that is not what the API promises
 */
export type ApiErrorKind = 'refused' | 'away' | 'network' | 'timeout' | 'unreadable';

export interface ApiErrorDetails {
  readonly kind: ApiErrorKind;
  readonly message: string;
  readonly request: SentRequest;
  readonly status?: number;
  readonly validationErrors?: readonly FieldError[];
  readonly cause?: unknown;
}

export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly request: SentRequest;
  readonly status: number | undefined;
  readonly validationErrors: readonly FieldError[];

  constructor(details: ApiErrorDetails) {
    super(details.message, { cause: details.cause });
    this.name = 'ApiError';
    this.kind = details.kind;
    this.request = details.request;
    this.status = details.status;
    this.validationErrors = details.validationErrors ?? [];
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError;
}

/** True when no workflow server could be reached at all. */
export function isServerAway(error: unknown): boolean {
  return isApiError(error) && (error.kind === 'away' || error.kind === 'network');
}

export function isNotFound(error: unknown): boolean {
  return isApiError(error) && error.status === 404;
}

/** One sentence of what went wrong, in the server's own words where it has some. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
