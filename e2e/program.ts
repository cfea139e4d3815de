import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';

export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Whether what it has printed so far shows that it is ready. */
  readonly isReady: (printed: string) => boolean;
}

export interface RunningProgram {
  stop(): Promise<void>;
}

/** Starts a program and waits until it is ready; rejects with what it printed if it ends before that. */
export function startProgram({
  command,
  args,
  env = {},
  cwd,
  isReady,
}: ProgramOptions): Promise<RunningProgram> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  return new Promise((resolve, reject) => {
    let printed = '';
    let ready = false;
    const listen = (chunk: Buffer): void => {
      if (ready) return;
      printed += chunk.toString();
      ready = isReady(printed);
      if (ready) resolve({ stop: () => stop(child) });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => reject(new Error(`${command} ended with ${String(code)}:\n${printed}`)));
    child.on('error', reject);
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** A port that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
