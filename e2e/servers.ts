import { freePort, startProgram, type RunningProgram } from './program.ts';

/** A server of this project, run as users run it. */
export interface RunningServer extends RunningProgram {
  /** Address of the page, without a slash at its end. */
  readonly page: string;
  /** Address of the API's host: `/api`, `/health` and the rest hang below it. */
  readonly api: string;
}

/** Starts the built page with the embedded engine in memory, or in front of `conductor` when that is given. */
export async function startServer(options: { readonly conductor?: string } = {}): Promise<RunningServer> {
  const { conductor } = options;
  const [port, apiPort] = [await freePort(), await freePort()];
  const page = `http://127.0.0.1:${port}`;
  const api = `http://127.0.0.1:${apiPort}`;
  const ready = conductor === undefined ? `API ${api}/api` : `UI ${page}`;
  const program = await startProgram({
    command: process.execPath,
    args: ['src/server/main.ts', '--port', String(port), '--api-port', String(apiPort), '--memory'],
    env: conductor === undefined ? {} : { WF_SERVER: conductor },
    isReady: (printed) => printed.includes(ready),
  });
  return { ...program, page, api: conductor === undefined ? api : page };
}
