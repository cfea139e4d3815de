import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { conversation, failure, type Ask } from './testing/conversation.ts';

// Every answer here was first recorded from a Conductor 3.32.1 server, but for verifyAndRepair, which is off there.

const bulkSchema = z.object({ bulkSuccessfulResults: z.array(z.record(z.string(), z.unknown())) });

let ask: Ask;

const x = { name: 'x', taskReferenceName: 'x', type: 'SIMPLE' };
const leaf = { name: 'leaf', version: 1, tasks: [x] };
const s = { name: 's', taskReferenceName: 's', type: 'SUB_WORKFLOW', subWorkflowParam: { name: 'leaf' } };
const top = { name: 'top', version: 1, tasks: [s] };
const none = 'No such workflow found by id: none';

beforeAll(async () => {
  ask = await conversation();
  await ask('PUT', '/api/metadata/workflow', [leaf, top]);
});

async function started(name: string): Promise<string> {
  const [, id] = await ask('POST', `/api/workflow/${name}`, {});
  return String(id);
}

async function ended(): Promise<string> {
  const id = await started('leaf');
  const [, task] = await ask('POST', `/api/tasks/${id}/x/COMPLETED`, {});
  expect(task).toEqual(expect.any(String));
  return id;
}

describe('operators', () => {
  it('reset callbacks', async () => {
    const id = await started('leaf');
    expect(await ask('POST', `/api/workflow/${id}/resetcallbacks`)).toEqual([204, '']);
    expect(await ask('POST', '/api/workflow/none/resetcallbacks')).toEqual(failure(404, none));
    expect(await ask('POST', `/api/workflow/${await ended()}/resetcallbacks`)).toEqual(
      failure(409, 'Workflow is in terminal state. Status = COMPLETED'),
    );
  });

  it('requeue and verify', async () => {
    const id = await started('leaf');
    const over = await ended();
    expect(await ask('POST', `/api/admin/sweep/requeue/${id}`)).toEqual([200, `false.${id}`]);
    expect(await ask('POST', `/api/admin/sweep/requeue/${over}`)).toEqual([200, `true.${over}`]);
    expect(await ask('POST', '/api/admin/sweep/requeue/none')).toEqual([200, 'true.none']);
    expect(await ask('POST', `/api/admin/consistency/verifyAndRepair/${id}`)).toEqual([200, 'false']);
    expect(await ask('POST', '/api/admin/consistency/verifyAndRepair/none')).toEqual(failure(404, none));
  });

  it('terminate and remove', async () => {
    const over = await ended();
    expect(await ask('DELETE', `/api/workflow/${over}/terminate-remove?reason=r`)).toEqual(
      failure(409, 'Cannot terminate a COMPLETED workflow.'),
    );
    const running = await started('leaf');
    expect(await ask('DELETE', '/api/workflow/bulk/terminate-remove?reason=r', [over, 'none'])).toEqual([
      200,
      {
        bulkErrorResults: { [over]: 'Cannot terminate a COMPLETED workflow.', none },
        bulkSuccessfulResults: [over],
      },
    ]);
    expect(await ask('DELETE', '/api/workflow/bulk/terminate-remove', [running, 'none'])).toEqual([
      200,
      { bulkErrorResults: { none }, bulkSuccessfulResults: [running, running] },
    ]);
    expect(await ask('DELETE', '/api/workflow/bulk/remove', [running])).toEqual([
      200,
      {
        bulkErrorResults: { [running]: `No such workflow found by id: ${running}` },
        bulkSuccessfulResults: [],
      },
    ]);
  });

  it('WI5 search in bulk, and get executions as they are kept', async () => {
    const id = await started('leaf');
    await ask('POST', `/api/tasks/${id}/x/FAILED_WITH_TERMINAL_ERROR`, { b: 1 });
    const [status, answer] = await ask('POST', '/api/workflow/bulk/search', [id, 'none']);
    expect([status, answer]).toMatchObject([
      200,
      {
        bulkErrorResults: { none },
        bulkSuccessfulResults: [
          {
            workflowId: id,
            status: 'FAILED',
            previousStatus: 'RUNNING',
            failedTaskId: expect.any(String),
            failedReferenceTaskNames: ['x'],
            failedTaskNames: ['x'],
            updatedTime: expect.any(Number),
            tasks: [
              {
                referenceTaskName: 'x',
                callbackAfterMs: 0,
                waitTimeout: 0,
                idempotent: false,
                cachedOutput: false,
                notifications: {},
                outputData: { b: 1 },
              },
            ],
          },
        ],
      },
    ]);
    const [, bare] = await ask('POST', '/api/workflow/bulk/search?includeTasks=false', [
      await started('leaf'),
    ]);
    const [kept] = bulkSchema.parse(bare).bulkSuccessfulResults;
    expect(Object.keys(kept ?? {}).toSorted()).toEqual([
      'createTime',
      'endTime',
      'input',
      'lastRetriedTime',
      'output',
      'ownerApp',
      'priority',
      'status',
      'taskToDomain',
      'tasks',
      'updatedTime',
      'variables',
      'workflowDefinition',
      'workflowId',
      'workflowName',
      'workflowVersion',
    ]);
  });

  it('rerun only what has ended, and only from what is there', async () => {
    const id = await started('top');
    expect(await ask('POST', `/api/workflow/${id}/rerun`, { reRunFromTaskId: 'nope' })).toEqual(
      failure(409, `Workflow: top.1/${id}.RUNNING is not in terminal state, unable to rerun.`),
    );
    await ask('DELETE', `/api/workflow/${id}`);
    expect(await ask('POST', `/api/workflow/${id}/rerun`, { reRunFromTaskId: 'nope' })).toEqual(
      failure(400, 'Task nope not found'),
    );
    expect(await ask('POST', '/api/workflow/none/retry?resumeSubworkflowTasks=true')).toEqual(
      failure(404, none),
    );
  });
});
