import { describe, expect, it } from 'vitest';
import { createEngine } from '../index.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { createApi } from './api.ts';

// What Conductor 3.32.1 answers here was recorded from a running one; its refusals name a number as it was sent.

const flow = {
  name: 'inf',
  version: 1,
  tasks: [
    {
      name: 'v',
      taskReferenceName: 'v',
      type: 'SET_VARIABLE',
      inputParameters: { x: '${workflow.input.x}' },
    },
    { name: 'w', taskReferenceName: 'w', type: 'WAIT' },
  ],
  outputParameters: { o: '${workflow.input.x}', s: 'is ${workflow.input.x}', r: '${w.output.r}' },
};

async function open() {
  const ports = fakePorts();
  const app = createApi(await createEngine(ports), { version: '1.0.0', instance: 'here', log: ports.log });
  const ask = async (method: string, path: string, body?: string) => {
    const response = await app.request(path, {
      method,
      ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body }),
    });
    return { status: response.status, text: await response.text() };
  };
  await ask('POST', '/api/metadata/workflow', JSON.stringify(flow));
  return ask;
}

describe('numbers that no double holds', () => {
  it('JS8 become their names in inputs, outputs and variables', async () => {
    const ask = await open();
    const { text: id } = await ask(
      'POST',
      '/api/workflow/inf',
      '{"x":1e999,"y":-1e999,"z":1e308,"l":[1e400]}',
    );
    await ask('POST', `/api/tasks/${id}/w/COMPLETED`, '{"r":1e999}');
    expect(JSON.parse((await ask('GET', `/api/workflow/${id}`)).text)).toMatchObject({
      status: 'COMPLETED',
      input: { x: 'Infinity', y: '-Infinity', z: 1e308, l: ['Infinity'] },
      variables: { x: 'Infinity' },
      output: { o: 'Infinity', s: 'is Infinity', r: 'Infinity' },
    });
  });

  it.each(['priority', 'version'])('JS8 are refused as a %s', async (field) => {
    const ask = await open();
    const { status, text } = await ask('POST', '/api/workflow', `{"name":"inf","${field}":1e999}`);
    expect([status, JSON.parse(text)]).toMatchObject([
      500,
      {
        message: 'JSON parse error: Numeric value (Infinity) out of range of int (-2147483648 - 2147483647)',
      },
    ]);
  });

  it('JS8 are refused in definitions and results, wherever a number is wanted', async () => {
    const ask = await open();
    const refused = [
      ['POST', '/api/metadata/workflow', '{"name":"b","tasks":[],"timeoutSeconds":-1e999}'],
      ['POST', '/api/metadata/taskdefs', '[{"name":"t","retryCount":1e999}]'],
      [
        'POST',
        '/api/tasks',
        '{"workflowInstanceId":"x","taskId":"y","status":"COMPLETED","callbackAfterSeconds":1e999}',
      ],
    ] as const;
    for (const [method, path, body] of refused) {
      const { status, text } = await ask(method, path, body);
      expect([path, status, text.includes('out of range')]).toEqual([path, 500, true]);
    }
  });

  it('JS8 a fraction counts as the number without it where an integer is wanted', async () => {
    const ask = await open();
    expect((await ask('POST', '/api/workflow', '{"name":"inf","version":1.5}')).status).toBe(200);
    expect((await ask('POST', '/api/workflow', '{"name":"inf","version":1e308}')).status).toBe(500);
  });
});
