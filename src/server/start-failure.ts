/** Why the program cannot start: one line for people, and what it exits with. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command line or its environment is wrong. */
export const wrongUsage = (message: string) => new StartFailure(message, 2);

/** The command line is fine, the machine is not ready for it. */
export const cannotRun = (message: string) => new StartFailure(message, 1);

/** What went wrong with a system call, as people say it. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error && error.message !== '' ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRINUSE: 'it is in use',
  EADDRNOTAVAIL: 'this machine has no such address',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'no route to it',
  ENETUNREACH: 'the network is not reachable',
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTFOUND: 'no machine of that name is known',
  EAI_AGAIN: 'the name could not be looked up',
  EPERM: 'permission denied',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'it took too long to answer',
};
