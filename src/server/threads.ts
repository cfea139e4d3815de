import type { ScriptLimits } from '#engine/adapters/script-quickjs/sandbox.ts';
import type { JqResult, ScriptResult } from '#engine/index.ts';
import { EvaluationThread } from './evaluation-thread.ts';

export function openScriptThread(limits: Partial<ScriptLimits> = {}): EvaluationThread<ScriptResult> {
  return new EvaluationThread<ScriptResult>({
    program: new URL('script-worker.ts', import.meta.url),
    data: limits,
    failed: (message) => ({ ok: false, kind: 'error', message: `InternalError: ${message}` }),
  });
}

export function openQueryThread(): EvaluationThread<JqResult> {
  return new EvaluationThread<JqResult>({
    program: new URL('query-worker.ts', import.meta.url),
    failed: (message) => ({ ok: false, message }),
  });
}
