import type { Payload } from '../model.ts';
import type { ScriptResult, ScriptRunner } from '../ports.ts';

/** Runs a user's script with the task's input as `$`, for the decision on an execution. */
export function runScript(
  scripts: ScriptRunner,
  script: string,
  input: Payload,
  workflowId: string,
): ScriptResult {
  return scripts.evaluate(script, { $: input }, workflowId);
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
