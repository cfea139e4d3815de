import { writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, stopListening, urlOf } from './listening.ts';
import { Program, temporaryFolder } from './testing/program.ts';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

function start(args: readonly string[], environment: Record<string, string> = {}): Program {
  const program = new Program(args, environment);
  cleanups.push(() => program.stop('SIGKILL'));
  return program;
}

function newFolder(): string {
  const temporary = temporaryFolder();
  cleanups.push(() => temporary.remove());
  return temporary.folder;
}

const asJson = (body: unknown) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

const definition = {
  name: 'waiting',
  tasks: [{ name: 'work', taskReferenceName: 'work', type: 'SIMPLE' }],
};

describe('the program', () => {
  it('serves the API on both ports and keeps its data', async () => {
    const args = ['--data', path.join(newFolder(), 'not', 'there', 'yet')];
    const first = start(args);
    const api = await first.api();
    const page = await first.page();
    expect((await fetch(`${api}/api/metadata/workflow`, asJson(definition))).status).toBe(200);
    const id = await (await fetch(`${page}/api/workflow/waiting`, asJson({}))).text();
    expect(await (await fetch(`${api}/api/workflow/${id}/status`)).json()).toMatchObject({
      status: 'RUNNING',
    });
    for (const target of ['/health', '/metrics', '/swagger-ui/index.html', '/api-docs']) {
      expect((await fetch(api + target)).status).toBe(200);
    }
    expect(await first.stop()).toMatchObject({ code: 0, stderr: '' });

    const second = start(args);
    const task = await (await fetch(`${await second.api()}/api/tasks/poll/work`)).json();
    expect(task).toMatchObject({ workflowInstanceId: id });
    expect(await second.stop('SIGINT')).toMatchObject({ code: 0, stderr: '' });
  });

  it('lets a request under way finish before it stops', async () => {
    const program = start(['--memory']);
    const api = await program.api();
    const request = http.get(`${api}/api/tasks/poll/batch/none?timeout=400`);
    const answer = new Promise<number | undefined>((resolve, reject) => {
      request.on('response', (response) => resolve(response.resume().statusCode));
      request.on('error', reject);
    });
    await new Promise((resolve) => {
      request.on('finish', resolve);
    });
    // A second request that is answered proves that the first has arrived.
    await fetch(`${api}/health`);
    const [status, ended] = await Promise.all([answer, program.stop()]);
    expect([status, ended.code, ended.stderr]).toEqual([200, 0, '']);
    await expect(fetch(`${api}/health`)).rejects.toThrow('fetch failed');
  });

  it('answers only to names of this machine', async () => {
    const api = await start(['--memory']).api();
    const status = await new Promise((resolve) => {
      http.get(`${api}/api/version`, { headers: { Host: 'evil.test' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    expect(status).toBe(403);
  });

  it('applies its properties file and names what it has no use for', async () => {
    const file = path.join(newFolder(), 'config.properties');
    writeFileSync(
      file,
      [
        'conductor.db.type=redis_standalone',
        'conductor.metrics-prometheus.enabled=false',
        'conductor.app.max-workflow-input-payload-size-threshold=1KB',
        'spring.security.user.name=me',
        'spring.security.user.password=secret',
      ].join('\n'),
    );
    const program = start(['--memory', '--config', file]);
    const api = await program.api();
    expect(program.stderr).toBe(
      'Warning: These properties mean something to a Conductor server only: conductor.db.type.\n',
    );
    const headers = { Authorization: `Basic ${btoa('me:secret')}` };
    expect((await fetch(`${api}/api/version`)).status).toBe(401);
    expect((await fetch(`${api}/api/version`, { headers })).status).toBe(200);
    expect((await fetch(`${api}/metrics`, { headers })).status).toBe(404);
    const large = asJson({
      name: 'w',
      workflowDef: { ...definition, name: 'w' },
      input: { x: 'a'.repeat(1024) },
    });
    const refused = await fetch(`${api}/api/workflow`, {
      ...large,
      headers: { ...large.headers, ...headers },
    });
    expect(await refused.json()).toMatchObject({
      status: 500,
      message: expect.stringMatching(/is greater than the permissible limit: 1024 bytes$/),
    });
  });
});

describe('the program says in one line', () => {
  it('that a flag is wrong', async () => {
    expect(await start(['--prot', '1']).ended()).toEqual({
      code: 2,
      stdout: '',
      stderr: "Unknown option '--prot'. Run with --help to see what there is.\n",
    });
  });

  it('that a port is in use', async () => {
    const taken = await listen(
      { host: '127.0.0.1', port: 0, portFlag: '' },
      () => undefined,
      () => {},
    );
    cleanups.push(() => stopListening([taken], 0));
    const { port } = new URL(urlOf(taken, '127.0.0.1'));
    expect(await start(['--memory', '--port', port]).ended()).toEqual({
      code: 1,
      stdout: '',
      stderr: `Cannot listen on port ${port} of 127.0.0.1: it is in use. Stop what uses it, or choose another with --port.\n`,
    });
  });

  it('that the data folder cannot be written', async () => {
    const file = path.join(newFolder(), 'a-file');
    writeFileSync(file, '');
    const { code, stdout, stderr } = await start(['--data', file]).ended();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Cannot open the data in \S+conductor\.db: .+\n$/);
  });

  it('that another process uses the data folder', async () => {
    const folder = newFolder();
    await start(['--data', folder]).api();
    const { code, stderr } = await start(['--data', folder]).ended();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Cannot open the data in \S+: another process is using it\..+\n$/);
  });

  it('what it understands', async () => {
    const help = await start(['--help']).ended();
    expect([help.code, help.stdout.split('\n', 1)]).toEqual([0, ['Usage: npm start -- [options]']]);
    expect((await start(['--version']).ended()).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('in front of another server', () => {
  it('passes the API on and keeps the rest', async () => {
    const upstream = await listen(
      { host: '127.0.0.1', port: 0, portFlag: '' },
      () => undefined,
      (_, response) => response.end('from the other server'),
    );
    cleanups.push(() => stopListening([upstream], 0));
    const address = urlOf(upstream, '127.0.0.1');
    const program = start([], { WF_SERVER: `${address}/api` });
    const page = await program.page();
    expect(await (await fetch(`${page}/api/version`)).text()).toBe('from the other server');
    expect(await (await fetch(`${page}/executions`)).text()).not.toContain('from the other server');
    expect(await program.api()).toBe(address);
    expect(await program.stop()).toMatchObject({ code: 0, stderr: '' });
  });

  it('says that it is away, and goes on', async () => {
    const gone = await listen(
      { host: '127.0.0.1', port: 0, portFlag: '' },
      () => undefined,
      () => {},
    );
    const address = urlOf(gone, '127.0.0.1');
    await stopListening([gone], 0);
    const program = start([], { WF_SERVER: address });
    await program.until(/does not answer yet: connection refused/);
    const response = await fetch(`${await program.page()}/api/version`);
    expect(response.status).toBe(502);
    expect((await program.stop()).stderr.split('\n')).toHaveLength(2);
  });

  it('refuses an address that is none', async () => {
    expect(await start([], { WF_SERVER: 'nonsense' }).ended()).toEqual({
      code: 2,
      stdout: '',
      stderr: 'WF_SERVER must be an address such as http://localhost:8080/api, but is "nonsense".\n',
    });
  });
});
