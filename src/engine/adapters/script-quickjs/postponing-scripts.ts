import type { ScriptResult, ScriptRunner } from '../../ports.ts';
import { postponing } from '../postponing.ts';
import type { QuickJsRunner } from './quickjs-runner.ts';

/** Scripts that have so many seconds here; those that take longer go on elsewhere, where `bindings` come as JSON. */
export function postponingScripts(
  quickJs: QuickJsRunner,
  secondsHere: number,
  elsewhere: (script: string, bindings: string) => Promise<ScriptResult>,
): ScriptRunner {
  const hasty = quickJs.within(secondsHere);
  const evaluate = postponing<ScriptResult>({
    hasty: (script, bindings) => hasty.evaluate(script, Object(bindings)),
    isOutOfTime: (result) => !result.ok && result.kind === 'timeout',
    patient: (script, bindings) => quickJs.evaluate(script, Object(bindings)),
    elsewhere,
  });
  return {
    evaluate: (script, bindings, asker) => evaluate(script, bindings, asker),
    check: (script) => hasty.check(script),
  };
}
