import { parentPort } from 'node:worker_threads';
import { createJqRunner } from '#engine/adapters/jq/jq-runner.ts';
import type { Question } from './evaluation-thread.ts';
import { readJq } from './wasm-files.ts';

// The program of the thread for queries: see threads.ts.
const jq = await createJqRunner(await readJq());

parentPort?.on('message', ({ text, input }: Question) => {
  parentPort?.postMessage(jq.run(text, JSON.parse(input)), []);
});
