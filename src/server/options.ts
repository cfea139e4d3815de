import { parseArgs } from 'node:util';
import { wrongUsage } from './start-failure.ts';
import { readUpstream, type Upstream } from './upstream.ts';

export interface ServerOptions {
  readonly port: number;
  readonly apiPort: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Nothing is written; everything is gone when the program ends. */
  readonly memory: boolean;
  readonly configFile: string | undefined;
  /** A Conductor server to pass the API to, instead of running an engine. */
  readonly upstream: Upstream | undefined;
}

export type Command =
  | { readonly kind: 'run'; readonly options: ServerOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

type Environment = Readonly<Record<string, string | undefined>>;

export const usage = `Usage: npm start -- [options]

  --port 5001        port of the page, which also serves /api        (PORT)
  --api-port 8080    port of the API for curl, SDKs and workers      (API_PORT)
  --host 127.0.0.1   address to listen on                            (HOST)
  --data ./data      folder that the embedded engine keeps data in   (DATA_DIR)
  --memory           keep nothing on disk
  --config FILE      a properties file with Conductor's own names
  --version, --help

WF_SERVER=http://host:8080/api npm start shows another Conductor server instead of running an engine.`;

/** Reads the command line, then the environment for what it leaves open. */
export function parseCommand(args: readonly string[], environment: Environment): Command {
  const { values, positionals } = read(args);
  if (values.help === true) return { kind: 'help' };
  if (values.version === true) return { kind: 'version' };
  const [extra] = positionals;
  if (extra !== undefined) throw wrongUsage(`Unexpected argument: ${extra}. ${hint}`);

  const port = readPort('--port', values.port, 'PORT', environment, 5001);
  const apiPort = readPort('--api-port', values['api-port'], 'API_PORT', environment, 8080);
  const upstream = nonEmpty(environment['WF_SERVER']);
  if (upstream === undefined && port === apiPort && port !== 0) {
    throw wrongUsage(`The page and the API need two ports, but both are to be ${port}. ${hint}`);
  }
  return {
    kind: 'run',
    options: {
      port,
      apiPort,
      host: nonEmpty(values.host) ?? nonEmpty(environment['HOST']) ?? '127.0.0.1',
      dataFolder: nonEmpty(values.data) ?? nonEmpty(environment['DATA_DIR']) ?? './data',
      memory: values.memory ?? false,
      configFile: nonEmpty(values.config),
      upstream: upstream === undefined ? undefined : readUpstream(upstream),
    },
  };
}

const hint = 'Run with --help to see what there is.';

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        'api-port': { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        memory: { type: 'boolean' },
        config: { type: 'string' },
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [firstSentence = message] = message.split(/\.\s/);
    throw wrongUsage(`${firstSentence.replace(/\.$/, '')}. ${hint}`);
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function readPort(
  flag: string,
  given: string | undefined,
  variable: string,
  environment: Environment,
  fallback: number,
): number {
  const [source, text] = given === undefined ? [variable, nonEmpty(environment[variable])] : [flag, given];
  if (text === undefined) return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw wrongUsage(`${source} must be a port, a number from 0 to 65535, but is "${text}". ${hint}`);
}
