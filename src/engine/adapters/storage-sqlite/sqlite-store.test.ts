import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { describeStore } from '../../testing/store-conformance.ts';
import { openSqliteStore } from './sqlite-store.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sqlite-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeStore({
  name: 'SQLite (in memory)',
  open: async () => openSqliteStore(':memory:'),
  lasting: false,
});

describeStore({
  name: 'SQLite (in a file)',
  open: async (place) => openSqliteStore(path.join(folder, place, 'data.db')),
  lasting: true,
});
