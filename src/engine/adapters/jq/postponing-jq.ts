import type { JqResult, JqRunner } from '../../ports.ts';
import { postponing } from '../postponing.ts';
import { OUT_OF_STEPS, type MeteredJq } from './jq-runner.ts';

/** Queries that have so many steps here; those that take more go on elsewhere, where the input comes as JSON. */
export function postponingJq(
  jq: MeteredJq,
  stepsHere: number,
  elsewhere: (query: string, input: string) => Promise<JqResult>,
): JqRunner {
  const run = postponing<JqResult>({
    hasty: (query, input) => jq.runWithin(stepsHere, query, input),
    isOutOfTime: (result) => !result.ok && result.message === OUT_OF_STEPS,
    patient: (query, input) => jq.run(query, input),
    elsewhere,
  });
  return { run };
}
