import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DiskSync } from './disk-sync.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();

describe('syncing with the disk', () => {
  it('shares one wait among all who come while another lasts', async () => {
    const file = folder.file('shared');
    appendFileSync(file, 'x');
    const disk = new DiskSync(file);
    const first = disk.sync();
    const second = disk.sync();
    expect(disk.sync()).toBe(second);
    expect(second).not.toBe(first);
    await second;
    await expect(disk.sync()).resolves.toBeUndefined();
    await disk.close();
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('fails when the file is not there, and works once it is', async () => {
    const file = folder.file('late');
    const disk = new DiskSync(file);
    const [first, second] = await Promise.allSettled([disk.sync(), disk.sync()]);
    expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
    appendFileSync(file, 'x');
    await disk.sync();
    await disk.close();
    rmSync(file);
  });

  it('waits for what is under way before it closes', async () => {
    const file = folder.file('closing');
    appendFileSync(file, 'x');
    const disk = new DiskSync(file);
    const ended: string[] = [];
    void disk.sync().then(() => ended.push('first'));
    void disk.sync().then(() => ended.push('second'));
    await disk.close();
    expect(ended).toEqual(['first', 'second']);
  });
});
