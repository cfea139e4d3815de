import { beforeAll, describe, expect, it } from 'vitest';
import { conversation, definition, failure, nothing, type Ask } from './testing/conversation.ts';

let ask: Ask;
let workflowId = '';

async function statuses(): Promise<string[]> {
  const [, workflow] = await ask('GET', `/api/workflow/${workflowId}`);
  const { tasks } = workflow as { tasks: { status: string; outputData: object }[] };
  return tasks.map((task) => `${task.status} ${JSON.stringify(task.outputData)}`);
}

beforeAll(async () => {
  ask = await conversation();
  await ask('POST', '/api/metadata/workflow', definition);
  const [, id] = await ask('POST', '/api/workflow/p1', {});
  workflowId = String(id);
});

describe('default event queues', () => {
  it('QA1 are none to be seen', async () => {
    expect(await ask('GET', '/api/queue/size')).toEqual([200, {}]);
    expect(await ask('GET', '/api/queue/')).toEqual([200, {}]);
    expect((await ask('GET', '/api/queue'))[0]).toBe(404);
  });

  // Recorded from a Conductor 3.32.1 server.
  it('QA2 refuse other statuses, and what is none', async () => {
    expect(await ask('POST', `/api/queue/update/${workflowId}/r1/SKIPPED`, {})).toEqual(
      failure(400, 'There is no queue for handling SKIPPED status'),
    );
    expect(await ask('POST', `/api/queue/update/${workflowId}/r1/NOPE`, {})).toEqual(
      failure(
        500,
        "Method parameter 'status': Failed to convert value of type 'java.lang.String' to required type 'com.netflix.conductor.model.TaskModel$Status'; Failed to convert from type [java.lang.String] to type [@org.springframework.web.bind.annotation.PathVariable com.netflix.conductor.model.TaskModel$Status] for value [NOPE]",
      ),
    );
  });

  it('QA2 end the task they name, and say nothing of one that is not there', async () => {
    expect(await ask('POST', `/api/queue/update/${workflowId}/nope/COMPLETED`, {})).toEqual(nothing);
    expect(await ask('POST', '/api/queue/update/none/r1/COMPLETED', {})).toEqual(nothing);
    expect(await ask('POST', `/api/queue/update/${workflowId}/task/none/COMPLETED`, {})).toEqual(nothing);
    expect(await statuses()).toEqual(['SCHEDULED {}']);
    expect(await ask('POST', `/api/queue/update/${workflowId}/r1/COMPLETED`, { r: 1 })).toEqual(nothing);
    expect(await statuses()).toEqual(['COMPLETED {"r":1}', 'IN_PROGRESS {}']);
    const [, workflow] = await ask('GET', `/api/workflow/${workflowId}`);
    const { tasks } = workflow as { tasks: { taskId: string }[] };
    const path = `/api/queue/update/${workflowId}/task/${tasks[1]?.taskId ?? ''}/FAILED`;
    expect(await ask('POST', path, { r: 2 })).toEqual(nothing);
    expect(await statuses()).toEqual(['COMPLETED {"r":1}', 'FAILED {"r":2}']);
  });
});
