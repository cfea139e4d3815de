import type { Payload } from '../model.ts';
import type { ScriptResult, ScriptRunner } from '../ports.ts';

/** Runs a user's script with the task's input as `$`. */
export function runScript(scripts: ScriptRunner, script: string, input: Payload): ScriptResult {
  return scripts.evaluate(script, { $: input });
}
