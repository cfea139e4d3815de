import { parseWaitDuration } from '#contract/index.ts';
import { invalid } from '../errors.ts';

/** Milliseconds of a WAIT task's duration. Throws an EngineError with Conductor's message when it is none. */
export function parseDuration(text: string): number {
  const duration = parseWaitDuration(text);
  if (duration === undefined) throw invalid(`Not valid duration: ${text}`);
  return duration;
}
