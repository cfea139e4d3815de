import type { Payload } from '../model.ts';
import type { ScriptResult, ScriptRunner } from '../ports.ts';

/** Runs a user's script with the task's input as `$`. */
export function runScript(scripts: ScriptRunner, script: string, input: Payload): ScriptResult {
  return scripts.evaluate(script, { $: input });
}

/** What is wrong with a script, as Conductor says it. */
export function scriptFailure({
  kind,
  message,
  line,
}: Extract<ScriptResult, { readonly ok: false }>): string {
  if (kind === 'timeout') return message;
  return `Error evaluating the script \`${message}\`${line === undefined ? '' : ` at line ${line}`}`;
}
