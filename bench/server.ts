import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../e2e/program.ts';
import { median, seconds, type Figure } from './figures.ts';

const compileCache = path.resolve('node_modules/.cache/node');

/** A server with its data in SQLite, for as long as `work` takes; in a folder of its own unless one is given. */
export async function withServer<T>(
  work: (address: { page: string; api: string; pid: number }) => Promise<T>,
  given?: string,
): Promise<T> {
  const folder = given ?? (await mkdtemp(path.join(tmpdir(), 'conductor-ui-bench-')));
  const [port, apiPort] = [await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    ['src/server/main.ts', '--port', `${port}`, '--api-port', `${apiPort}`, '--data', folder],
    // As `npm start` does, see scripts/launch.mjs.
    { stdio: ['ignore', 'ignore', 'inherit'], env: { NODE_COMPILE_CACHE: compileCache, ...process.env } },
  );
  const api = `http://127.0.0.1:${apiPort}`;
  try {
    await answers(`${api}/health`);
    return await work({ page: `http://127.0.0.1:${port}`, api, pid: child.pid ?? 0 });
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    if (given === undefined) await rm(folder, { recursive: true });
  }
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await sleep(10);
  }
  throw new Error(`${url} did not answer`);
}

/** Start until /health answers; memory and CPU of a server that nobody asks anything. */
export async function measureServer(): Promise<Figure[]> {
  const starts: number[] = [];
  let idle = { megabytes: 0, cpu: 0 };
  for (let round = 0; round < 5; round++) {
    const begin = performance.now();
    await withServer(async ({ pid }) => {
      starts.push(performance.now() - begin);
      if (round === 4) idle = await idleFigures(pid);
    });
  }
  return [
    { what: 'server start', ours: seconds(median(starts)), conductor: '17-35 s', budget: '0.5 s' },
    { what: 'memory, idle', ours: `${idle.megabytes} MB`, conductor: '0.8 GB', budget: '120 MB' },
    { what: 'CPU, idle', ours: `${idle.cpu.toFixed(1)} %`, conductor: 'one core', budget: '0' },
  ];
}

/** Seconds that a process has had a core for, from Linux's /proc; elsewhere there is nothing to read: 0. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(' ');
  return (Number(stat[13] ?? 0) + Number(stat[14] ?? 0)) / 100;
}

/** As `cpuSeconds`, 0 where there is no /proc. */
async function idleFigures(pid: number): Promise<{ megabytes: number; cpu: number }> {
  await sleep(2_000);
  const before = await cpuSeconds(pid);
  await sleep(5_000);
  const cpu = (((await cpuSeconds(pid)) - before) / 5) * 100;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  return { megabytes: Math.round(kilobytes / 1024), cpu };
}
