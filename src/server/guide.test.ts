import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskSchema, workflowSchema } from '#contract/index.ts';
import { Program } from './testing/program.ts';

// What the installation guide for Conductor tells its readers to do with curl, in its order and with its payloads.

let program: Program;
let server = '';
let workflowId = '';

beforeAll(async () => {
  program = new Program(['--memory']);
  server = await program.api();
});

afterAll(async () => {
  await program.stop('SIGKILL');
});

const example = (name: string) =>
  readFileSync(new URL(`../../examples/workflows/${name}.json`, import.meta.url), 'utf8');

const get = (path: string) => fetch(`${server}${path}`);

function send(method: string, path: string, body?: string): Promise<Response> {
  return fetch(`${server}${path}`, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body }),
  });
}

async function complete(taskType: string, outputOf: (input: Record<string, unknown>) => unknown) {
  const task = taskSchema.parse(await (await get(`/api/tasks/poll/${taskType}`)).json());
  const { workflowInstanceId, taskId, inputData } = task;
  const result = { workflowInstanceId, taskId, status: 'COMPLETED', outputData: outputOf(inputData) };
  const response = await send('POST', '/api/tasks', JSON.stringify(result));
  expect([response.status, await response.text()]).toEqual([200, taskId]);
}

const execution = async () => workflowSchema.parse(await (await get(`/api/workflow/${workflowId}`)).json());

describe('the guide', () => {
  it('asks for health and the definitions', async () => {
    expect(await (await get('/health')).json()).toMatchObject({ healthy: true });
    expect(await (await get('/api/metadata/workflow')).json()).toEqual([]);
  });

  it('registers the workflow and its tasks', async () => {
    expect((await send('POST', '/api/metadata/workflow', example('hello-workflow'))).status).toBe(200);
    expect((await send('POST', '/api/metadata/taskdefs', example('tasks'))).status).toBe(200);
  });

  it('starts the workflow and looks at it', async () => {
    const started = await send('POST', '/api/workflow/hello_world_workflow', '{"name": "AlmaLinux User"}');
    workflowId = await started.text();
    expect(started.status).toBe(200);
    expect(await execution()).toMatchObject({ status: 'RUNNING', input: { name: 'AlmaLinux User' } });
    expect(await (await get('/api/workflow/search')).json()).toMatchObject({ totalHits: 1 });
  });

  it('pauses and resumes', async () => {
    expect((await send('PUT', `/api/workflow/${workflowId}/pause`)).status).toBe(200);
    expect((await execution()).status).toBe('PAUSED');
    expect((await send('PUT', `/api/workflow/${workflowId}/resume`)).status).toBe(200);
    expect((await execution()).status).toBe('RUNNING');
  });

  it('polls, completes, terminates and restarts', async () => {
    await complete('hello_task', () => ({ message: 'Hello, AlmaLinux User!' }));
    expect((await send('DELETE', `/api/workflow/${workflowId}`)).status).toBe(200);
    expect((await execution()).status).toBe('TERMINATED');
    expect((await send('POST', `/api/workflow/${workflowId}/restart`)).status).toBe(204);
  });

  it('runs its workers to the promised end', async () => {
    await complete('hello_task', ({ name }) => ({ message: `Hello, ${String(name)}!` }));
    await complete('goodbye_task', ({ message }) => ({ result: `${String(message)} Goodbye!` }));
    expect(await execution()).toMatchObject({
      status: 'COMPLETED',
      output: { finalMessage: 'Hello, AlmaLinux User! Goodbye!' },
    });
  });

  it.each(['conditional', 'parallel', 'http'])('registers the %s workflow', async (name) => {
    expect((await send('POST', '/api/metadata/workflow', example(`${name}-workflow`))).status).toBe(200);
  });

  it('reads metrics and the documentation', async () => {
    expect(await (await get('/metrics')).text()).toContain('# HELP workflow_start_success_total');
    expect((await get('/swagger-ui/index.html')).status).toBe(200);
  });
});
