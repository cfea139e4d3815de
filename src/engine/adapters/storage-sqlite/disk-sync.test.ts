import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DiskSync } from './disk-sync.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();

describe('syncing with the disk', () => {
  it('leaves the file as it is, and can be opened again after closing', async () => {
    const file = folder.file('again');
    appendFileSync(file, 'x');
    const disk = new DiskSync(file);
    await disk.sync();
    appendFileSync(file, 'y');
    await disk.sync();
    disk.close();
    disk.close();
    await disk.sync();
    disk.close();
    expect(readFileSync(file, 'utf8')).toBe('xy');
  });

  it('fails when the file is not there, and works once it is', async () => {
    const file = folder.file('late');
    const disk = new DiskSync(file);
    await expect(disk.sync()).rejects.toThrow('ENOENT');
    appendFileSync(file, 'x');
    await disk.sync();
    disk.close();
    rmSync(file);
  });
});
