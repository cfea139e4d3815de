import { isJsonObject, type ValidationError } from '#contract/index.ts';
import { EngineError, validationFailed } from '../errors.ts';

/**
 * Conductor shows the value of each failed check. An empty text is read as an absent one, so that only the body as it
 * was sent tells whether there was one to show.
 */
export function withEmptyValues(error: unknown, sent: unknown): unknown {
  if (!(error instanceof EngineError) || error.kind !== 'validation') return error;
  return validationFailed(error.validationErrors.map((failed) => withEmptyValue(failed, sent)));
}

function withEmptyValue(failed: ValidationError, sent: unknown): ValidationError {
  if (failed.invalidValue !== undefined || at(sent, failed.path) !== '') return failed;
  return { ...failed, invalidValue: '' };
}

/** `updateTask.arg0.tasks[1].name`: after the service's method and the body's place come the steps into the body. */
function at(sent: unknown, path: string): unknown {
  const [, steps = ''] = /^\w+\.arg0\.?(.*)$/.exec(path) ?? [];
  return (steps.match(/[^.[\]]+/g) ?? []).reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isJsonObject(value) ? value[step] : undefined;
  }, sent);
}
