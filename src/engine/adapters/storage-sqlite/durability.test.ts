import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aSearch } from '../../testing/store/fixtures.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();

interface Writer {
  /** Resolves to the ids that the process was told are stored, once there are that many. */
  acknowledged(count: number): Promise<readonly string[]>;
  /** Kills the process as a crash would; resolves to all ids that it was told are stored. */
  crash(): Promise<readonly string[]>;
}

/** A process that stores executions in a file for ever and prints the id of each when its commit has resolved. */
function startWriter(file: string): Writer {
  const script = new URL('testing/endless-writer.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ids: string[] = [];
  const lines = createInterface(child.stdout);
  lines.on('line', (id) => ids.push(id));
  const end = once(lines, 'close');
  return {
    async acknowledged(count) {
      while (ids.length < count) {
        await Promise.race([once(lines, 'line'), end]);
        if (child.exitCode !== null) throw new Error('The writing process ended by itself.');
      }
      return ids;
    },
    async crash() {
      child.kill('SIGKILL');
      await end;
      return ids;
    },
  };
}

describe('the SQLite store on disk', () => {
  it('has every acknowledged commit after its process was killed', async () => {
    const file = folder.file('crash/data.db');
    for (const round of [1, 2]) {
      const writer = startWriter(file);
      await writer.acknowledged(300 * round);
      const ids = await writer.crash();
      const store = openSqliteStore(file);
      const missing: string[] = [];
      for (const id of ids) {
        const stored = await store.workflow(id);
        if (stored?.tasks.length !== 1) missing.push(id);
      }
      expect(missing).toEqual([]);
      const { total } = await store.searchWorkflows(aSearch({ size: 0 }));
      expect(total).toBeGreaterThanOrEqual(ids.length);
      expect((await store.openWorkflows()).length).toBe(total);
      await store.close();
    }
  });

  it('belongs to one process at a time', async () => {
    const file = folder.file('busy/data.db');
    const writer = startWriter(file);
    await writer.acknowledged(1);
    expect(() => openSqliteStore(file)).toThrow(
      `Cannot open the data in ${file}: another process is using it. Stop that process, or choose another data folder.`,
    );
    await writer.crash();
    const store = openSqliteStore(file);
    await store.close();
  });
});
