// Run as a process of its own: stores executions in the file named by its argument until it is killed, and prints the
// id of each once its commit has resolved.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { aTask, aWorkflow, putBody, putTask, putWorkflow } from '../../../testing/store/fixtures.ts';
import { openSqliteStore } from '../sqlite-store.ts';

const store = openSqliteStore(process.argv[2] ?? '');

async function write(): Promise<void> {
  for (;;) {
    const id = randomUUID();
    await store.commit([putWorkflow(aWorkflow(id)), putBody(id), putTask(aTask(randomUUID(), id))]);
    writeSync(1, `${id}\n`);
  }
}

await Promise.all([write(), write(), write(), write()]);
