import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

export interface TemporaryFolder {
  file(name: string): string;
}

/** A folder for the tests of one file, removed after them. */
export function temporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'sqlite-store-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return { file: (name) => path.join(folder, name) };
}
