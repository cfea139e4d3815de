import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as users run it: in a process of its own, on ports of its own choice. */
export class Program {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const env: NodeJS.ProcessEnv = { ...process.env, PORT: '0', API_PORT: '0', ...environment };
    this.#child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stdout?.on('data', (text) => (this.#stdout += String(text)));
    this.#child.stderr?.on('data', (text) => (this.#stderr += String(text)));
    this.#ended = new Promise((resolve) => {
      this.#child.on('close', (code) => resolve({ code, stdout: this.#stdout, stderr: this.#stderr }));
    });
  }

  get stderr(): string {
    return this.#stderr;
  }

  ended(): Promise<Ended> {
    return this.#ended;
  }

  /** Resolves when the output says so; rejects when the program ends without. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#stdout) ?? pattern.exec(this.#stderr);
      if (match !== null) return match;
      const more = new Promise<'more'>((resolve) => {
        this.#child.stdout?.once('data', () => resolve('more'));
        this.#child.stderr?.once('data', () => resolve('more'));
      });
      const what = await Promise.race([more, this.#ended]);
      if (what !== 'more') throw new Error(`ended with ${what.code}: ${what.stdout}${what.stderr}`);
    }
  }

  /** Address of the page, without a slash at its end. */
  async page(): Promise<string> {
    const [, url = ''] = await this.until(/^UI (\S+)$/m);
    return url;
  }

  /** Address of the API's port, without `/api`. */
  async api(): Promise<string> {
    const [, url = ''] = await this.until(/^API (\S+)\/api$/m);
    return url;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.#child.kill(signal);
    return this.#ended;
  }
}

/** A new folder, and what removes it. */
export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'conductor-ui-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
