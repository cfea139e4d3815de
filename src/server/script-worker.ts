import { parentPort, workerData } from 'node:worker_threads';
import { createQuickJsRunner } from '#engine/adapters/script-quickjs/quickjs-runner.ts';
import type { ScriptLimits } from '#engine/adapters/script-quickjs/sandbox.ts';
import type { ScriptQuestion } from './script-thread.ts';
import { readQuickJs } from './wasm-files.ts';

// The other end of script-thread.ts.
const limits: Partial<ScriptLimits> = workerData;
const runner = await createQuickJsRunner(await readQuickJs(), limits);

parentPort?.on('message', ({ script, bindings }: ScriptQuestion) => {
  const answer = runner.evaluate(script, JSON.parse(bindings));
  parentPort?.postMessage(answer, []);
});
