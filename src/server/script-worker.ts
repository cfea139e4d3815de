import { parentPort, workerData } from 'node:worker_threads';
import { createQuickJsRunner } from '#engine/adapters/script-quickjs/quickjs-runner.ts';
import type { ScriptLimits } from '#engine/adapters/script-quickjs/sandbox.ts';
import type { Question } from './evaluation-thread.ts';
import { readQuickJs } from './wasm-files.ts';

// The program of the thread for scripts: see threads.ts.
const limits: Partial<ScriptLimits> = workerData;
const quickJs = await createQuickJsRunner(await readQuickJs(), limits);

parentPort?.on('message', ({ text, input }: Question) => {
  parentPort?.postMessage(quickJs.evaluate(text, JSON.parse(input)), []);
});
