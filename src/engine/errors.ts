import type { ValidationError } from '#contract/index.ts';

/**
 * What can go wrong with a request, by Conductor's own kinds. The HTTP layer gives each its status:
 * notFound 404, conflict 409, invalid 400, validation 400, forbidden 403, tooLarge 413, internal 500.
 */
export type EngineErrorKind =
  | 'notFound'
  | 'conflict'
  | 'invalid'
  | 'validation'
  | 'forbidden'
  | 'tooLarge'
  | 'internal';

/** A request that cannot be fulfilled; `message` is Conductor's, word for word. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: EngineErrorKind;
  readonly validationErrors: readonly ValidationError[];

  constructor(kind: EngineErrorKind, message: string, validationErrors: readonly ValidationError[] = []) {
    super(message);
    this.kind = kind;
    this.validationErrors = validationErrors;
  }
}

export const notFound = (message: string) => new EngineError('notFound', message);
export const conflict = (message: string) => new EngineError('conflict', message);
export const invalid = (message: string) => new EngineError('invalid', message);
/** Conductor answers 500 to what its authors did not foresee, such as resuming what is not paused. */
export const internal = (message: string) => new EngineError('internal', message);

/** Whether somebody asked for what is not, or no longer, there. */
export function isGone(error: unknown): boolean {
  return error instanceof EngineError && error.kind === 'notFound';
}

/** The store refused: nothing of what was asked has happened, and it may be asked again. */
export class NotStored extends EngineError {
  constructor(message: string) {
    super('internal', message);
  }
}

export function validationFailed(errors: readonly ValidationError[]): EngineError {
  return new EngineError('validation', 'Validation failed, check below errors for detail.', errors);
}
