import { spawn } from 'node:child_process';

/** What became of a command. */
export interface Outcome {
  readonly code: number;
  readonly seconds: number;
}

/** Runs an npm binary or a program with the output of this process; never rejects. */
export function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const begin = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    const end = (code: number) => resolve({ code, seconds: (performance.now() - begin) / 1000 });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      end(127);
    });
    child.on('exit', (code) => end(code ?? 1));
  });
}

/** The same with Node itself, so that no shell and no PATH decides which one. */
export const runNode = (args: readonly string[], env?: Record<string, string>) =>
  run(process.execPath, args, env);

/** The script behind a package's command, started with this very Node. */
export function bin(name: keyof typeof scripts): string {
  return scripts[name];
}

const scripts = {
  tsc: 'node_modules/@typescript/native/bin/tsc',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  oxfmt: 'node_modules/oxfmt/bin/oxfmt',
  knip: 'node_modules/knip/bin/knip.js',
  'size-limit': 'node_modules/size-limit/bin.js',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
};
