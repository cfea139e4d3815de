import { beforeAll, describe, expect, it } from 'vitest';
import { conversation, definition, failure, invalid, nothing, type Ask } from './testing/conversation.ts';

// One conversation, step by step: every answer here was first recorded from a Conductor 3.32.1 server.

let ask: Ask;

beforeAll(async () => {
  ask = await conversation();
});

describe('definitions', () => {
  const path = '/api/metadata/workflow';

  it('start empty', async () => {
    expect(await ask('GET', path)).toEqual([200, []]);
    expect(await ask('GET', `${path}/names`)).toEqual([200, []]);
    expect(await ask('GET', '/api/metadata/taskdefs')).toEqual([200, []]);
    expect(await ask('GET', '/api/workflow/search')).toEqual([200, { totalHits: 0, results: [] }]);
  });

  it('are registered once', async () => {
    expect(await ask('POST', path, definition)).toEqual(nothing);
    expect(await ask('POST', path, definition)).toEqual(failure(409, 'Workflow with p1.1 already exists!'));
    expect(await ask('POST', `${path}/validate`, definition)).toEqual(nothing);
  });

  it('are updated in bulk', async () => {
    const second = { ...definition, version: 2, tasks: definition.tasks.slice(0, 1) };
    expect(await ask('PUT', path, [second])).toEqual([
      200,
      { bulkErrorResults: {}, bulkSuccessfulResults: ['p1'] },
    ]);
    expect(await ask('PUT', path, [])).toEqual(
      invalid({ path: 'updateWorkflowDef.arg0', message: 'WorkflowDefList is empty' }),
    );
    expect(await ask('PUT', path, [{ name: 'p9', version: 2, tasks: [] }])).toEqual(
      invalid({ path: 'updateWorkflowDef.arg0[0].tasks', message: 'WorkflowTask list cannot be empty' }),
    );
  });

  it('name what is wrong with them', async () => {
    expect(await ask('POST', path, {})).toEqual(
      invalid(
        { path: 'registerWorkflowDef.arg0.name', message: 'WorkflowDef name cannot be null or empty' },
        { path: 'registerWorkflowDef.arg0.tasks', message: 'WorkflowTask list cannot be empty' },
      ),
    );
    expect(await ask('POST', path, { ...definition, schemaVersion: 1 })).toEqual(
      invalid({
        path: 'registerWorkflowDef.arg0.schemaVersion',
        message: 'workflowDef schemaVersion: 2 is only supported',
        invalidValue: '1',
      }),
    );
  });

  it('are found by name and version, the latest first', async () => {
    expect((await ask('GET', `${path}/p1`))[1]).toMatchObject({ name: 'p1', version: 2 });
    expect((await ask('GET', `${path}/p1?version=1`))[1]).toMatchObject({ name: 'p1', version: 1 });
    expect(await ask('GET', `${path}/none`)).toEqual(
      failure(404, 'No such workflow found by name: none, version: null'),
    );
    expect(await ask('GET', `${path}/none/versions`)).toEqual([200, []]);
    expect(await ask('GET', `${path}/names`)).toEqual([200, ['p1']]);
    expect((await ask('GET', `${path}/names-and-versions`))[1]).toMatchObject({
      p1: [
        { name: 'p1', version: 1 },
        { name: 'p1', version: 2 },
      ],
    });
  });

  it('are removed by version', async () => {
    expect(await ask('DELETE', `${path}/p1/2`)).toEqual(nothing);
    expect(await ask('DELETE', `${path}/p1/abc`)).toEqual(
      failure(
        500,
        "Method parameter 'version': Failed to convert value of type 'java.lang.String' to required type 'java.lang.Integer'; For input string: \"abc\"",
      ),
    );
  });

  it('of tasks are created, updated and looked up', async () => {
    const tasks = '/api/metadata/taskdefs';
    expect(await ask('POST', tasks, [{ name: 't1', retryCount: 0 }])).toEqual(nothing);
    expect(await ask('POST', tasks, [])).toEqual(
      invalid({ path: 'registerTaskDef.arg0', message: 'TaskDefList is empty' }),
    );
    expect(await ask('PUT', tasks, { name: 'nono' })).toEqual(failure(404, 'No such task by name nono'));
    expect(await ask('PUT', tasks, { name: 't1' })).toEqual(nothing);
    expect((await ask('GET', `${tasks}/t1`))[1]).toMatchObject({ name: 't1', retryCount: 3 });
    expect(await ask('GET', `${tasks}/none`)).toEqual(failure(404, 'No such taskType found by name: none'));
  });
});
