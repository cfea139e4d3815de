import { describe, expect, it } from 'vitest';
import { parseCommand } from './options.ts';
import { StartFailure } from './start-failure.ts';

function optionsOf(args: readonly string[], environment: Record<string, string> = {}) {
  const command = parseCommand(args, environment);
  if (command.kind !== 'run') throw new Error(`not a run but ${command.kind}`);
  return command.options;
}

describe('parseCommand', () => {
  it('has defaults', () => {
    expect(optionsOf([])).toEqual({
      port: 5001,
      apiPort: 8080,
      host: '127.0.0.1',
      dataFolder: './data',
      memory: false,
      configFile: undefined,
      upstream: undefined,
    });
  });

  it('reads flags in both forms', () => {
    const args = ['--port', '1', '--api-port=2', '--host', '::1', '--data=/d', '--memory', '--config', 'c'];
    expect(optionsOf(args)).toMatchObject({
      port: 1,
      apiPort: 2,
      host: '::1',
      dataFolder: '/d',
      memory: true,
      configFile: 'c',
    });
  });

  it('reads the environment, which flags overrule', () => {
    const environment = { PORT: '1', API_PORT: '2', HOST: '0.0.0.0', DATA_DIR: '/e' };
    expect(optionsOf([], environment)).toMatchObject({
      port: 1,
      apiPort: 2,
      host: '0.0.0.0',
      dataFolder: '/e',
    });
    expect(optionsOf(['--port', '9', '--data', '/f'], environment)).toMatchObject({
      port: 9,
      apiPort: 2,
      dataFolder: '/f',
    });
  });

  it('takes empty variables for absent ones', () => {
    expect(optionsOf([], { PORT: '', HOST: '', WF_SERVER: '' })).toMatchObject({
      port: 5001,
      host: '127.0.0.1',
      upstream: undefined,
    });
  });

  it.each([
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--port'], "Option '--port <value>' argument missing"],
    [['--memory=yes'], "Option '--memory' does not take an argument"],
    [['--port', 'abc'], '--port must be a port, a number from 0 to 65535, but is "abc"'],
    [['--api-port', '70000'], '--api-port must be a port, a number from 0 to 65535, but is "70000"'],
    [['extra'], 'Unexpected argument: extra'],
    [['--port', '8080'], 'The page and the API need two ports, but both are to be 8080'],
  ])('refuses %j in one line', (args, message) => {
    const refused = () => parseCommand(args, {});
    expect(refused).toThrow(StartFailure);
    expect(refused).toThrow(`${message}. Run with --help to see what there is.`);
  });

  it('names the variable that is wrong', () => {
    expect(() => parseCommand([], { PORT: '-1' })).toThrow(/^PORT must be a port/);
  });

  it('knows help and version', () => {
    expect(parseCommand(['--help'], {}).kind).toBe('help');
    expect(parseCommand(['--version'], {}).kind).toBe('version');
  });
});

describe('WF_SERVER', () => {
  const upstreamOf = (address: string) => optionsOf([], { WF_SERVER: address }).upstream;

  it.each(['http://host:8080/api', 'http://host:8080/api/', 'http://host:8080', 'http://host:8080/'])(
    'is the same server as %s',
    (address) => {
      expect(upstreamOf(address)).toEqual({
        protocol: 'http:',
        hostname: 'host',
        port: 8080,
        basePath: '',
        authorization: undefined,
        label: 'http://host:8080',
      });
    },
  );

  it('may have a path, a user and a default port', () => {
    expect(upstreamOf('https://me:p%40ss@host/conductor/api')).toEqual({
      protocol: 'https:',
      hostname: 'host',
      port: 443,
      basePath: '/conductor',
      authorization: `Basic ${btoa('me:p@ss')}`,
      label: 'https://host/conductor',
    });
  });

  it.each(['host:8080', 'ftp://host', 'nonsense'])('cannot be %s', (address) => {
    expect(() => upstreamOf(address)).toThrow(
      `WF_SERVER must be an address such as http://localhost:8080/api, but is "${address}".`,
    );
  });
});
