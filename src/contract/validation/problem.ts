import type { ValidationError } from '../errors.ts';
import type { JsonPath } from '../walk.ts';

/** One thing wrong with a definition: what the server says about it, and where it stands in the JSON. */
export interface DefinitionProblem {
  readonly message: string;
  /** Conductor's own address of the problem, such as `registerWorkflowDef.arg0.tasks[1].name`. */
  readonly path: string;
  /** Where an editor can show it. The place need not exist: it may be the missing thing itself. */
  readonly at: JsonPath;
  readonly invalidValue?: string;
}

/** The same place, addressed both ways. */
export interface Place {
  readonly path: string;
  readonly at: JsonPath;
}

export function problem(message: string, place: Place, invalidValue?: string | number): DefinitionProblem {
  if (invalidValue === undefined) return { message, path: place.path, at: place.at };
  return { message, path: place.path, at: place.at, invalidValue: String(invalidValue) };
}

/** The place of a property of the thing at `place`. */
export function property(place: Place, name: string): Place {
  return { path: `${place.path}.${name}`, at: [...place.at, name] };
}

/** The same address for the server, but a closer place for an editor. */
export function closer(place: Place, ...at: JsonPath): Place {
  return { path: place.path, at: [...place.at, ...at] };
}

/** The problem as part of an error body. */
export function toValidationError(found: DefinitionProblem): ValidationError {
  const { path, message, invalidValue } = found;
  return invalidValue === undefined ? { path, message } : { path, message, invalidValue };
}
