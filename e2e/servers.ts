import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';

/** A server of this project, run as users run it. */
export interface RunningServer {
  /** Address of the page, without a slash at its end. */
  readonly page: string;
  /** Address of the API's host: `/api`, `/health` and the rest hang below it. */
  readonly api: string;
  stop(): Promise<void>;
}

/** A port that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Starts the built page with the embedded engine in memory, or in front of `conductor` when that is given. */
export async function startServer(options: { conductor?: string; data?: string } = {}): Promise<RunningServer> {
  const [port, apiPort] = [await freePort(), await freePort()];
  const storage = options.data === undefined ? ['--memory'] : ['--data', options.data];
  const child = spawn(
    process.execPath,
    ['src/server/main.ts', '--port', String(port), '--api-port', String(apiPort), ...storage],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(options.conductor === undefined ? {} : { WF_SERVER: options.conductor }) },
    },
  );
  const page = `http://127.0.0.1:${port}`;
  const expected = options.conductor === undefined ? `API http://127.0.0.1:${apiPort}/api` : `UI ${page}`;
  await sees(child, expected);
  return {
    page,
    api: options.conductor === undefined ? `http://127.0.0.1:${apiPort}` : page,
    stop: () => stop(child),
  };
}

/** Resolves once the process has printed `text`; rejects with what it printed if it ends before that. */
function sees(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes(text)) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('exit', (code) => reject(new Error(`the server ended with ${String(code)}:\n${printed}`)));
    child.on('error', reject);
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
