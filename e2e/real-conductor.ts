import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProgram, type RunningProgram } from './program.ts';

const version = '3.32.1';
const oldestJava = 21;
const jar = join(
  homedir(),
  `.m2/repository/org/conductoross/conductor-server/${version}/conductor-server-${version}-boot.jar`,
);

/** What it takes to run a Conductor server of its own: Java and the server's jar. */
export interface Installation {
  readonly java: string;
  readonly jar: string;
}

/** What is on this machine, or what is missing. */
export function findInstallation(): Installation | string {
  const java = javaHomes()
    .map((home) => join(home, 'bin', 'java'))
    .find((program) => javaVersion(program) >= oldestJava);
  if (java === undefined) return `there is no Java ${oldestJava} or newer: set JAVA_HOME to one`;
  if (existsSync(jar)) return { java, jar };
  return (
    `Maven's local repository does not hold Conductor ${version}: ` +
    `mvn dependency:get -Dartifact=org.conductoross:conductor-server:${version}:jar:boot -Dtransitive=false`
  );
}

function javaHomes(): readonly string[] {
  const named = process.env['JAVA_HOME'];
  const folder = '/usr/lib/jvm';
  const installed = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  return named === undefined ? installed : [named, ...installed];
}

/** The main version of a Java program; 0 where there is none. */
function javaVersion(program: string): number {
  try {
    const printed = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
    return Number(/\d+/.exec(printed)?.[0] ?? 0);
  } catch {
    // Not there, or so old that it does not know the flag.
    return 0;
  }
}

/** A Conductor server that was started for this run. */
export interface RunningConductor extends RunningProgram {
  /** Address of its API, for WF_SERVER. */
  readonly url: string;
}

/** Starts Conductor with an empty database of its own; it takes half a minute. */
export async function startConductor(
  { java, jar: archive }: Installation,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningConductor> {
  const port = await freePort();
  const data = await mkdtemp(join(tmpdir(), 'conductor-'));
  const database = `jdbc:sqlite:${data}/conductor.db?busy_timeout=15000&journal_mode=WAL`;
  const program = await startProgram({
    command: java,
    args: ['-Xmx2g', '-jar', archive, `--server.port=${port}`, `--spring.datasource.url=${database}`],
    cwd: data,
    env,
    isReady: (printed) => /Started Conductor in /.test(printed),
  });
  return {
    url: `http://127.0.0.1:${port}/api`,
    stop: async () => {
      await program.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
