import { expect, it } from 'vitest';
import { conversation, definition, failure } from './testing/conversation.ts';

it("SY3 refuses an unknown return strategy and a version that is no number, in Conductor's words", async () => {
  const ask = await conversation();
  await ask('POST', '/api/metadata/workflow', definition);
  const strategy = 'org.conductoross.conductor.model.WorkflowSignalReturnStrategy';
  expect(await ask('POST', '/api/workflow/execute/p1/1?returnStrategy=NOPE', {})).toEqual(
    failure(
      500,
      `Method parameter 'returnStrategy': Failed to convert value of type 'java.lang.String' to required type '${strategy}'; ` +
        `Failed to convert from type [java.lang.String] to type [@org.springframework.web.bind.annotation.RequestParam ${strategy}] for value [NOPE]`,
    ),
  );
  expect(await ask('POST', '/api/workflow/execute/p1/x', {})).toEqual(
    failure(
      500,
      "Method parameter 'version': Failed to convert value of type 'java.lang.String' to required type 'java.lang.Integer'; For input string: \"x\"",
    ),
  );
});

it('SY1 takes version 0 for the latest, and name and version from the path', async () => {
  const ask = await conversation();
  await ask('POST', '/api/metadata/workflow', {
    ...definition,
    version: 2,
    tasks: definition.tasks.slice(1),
  });
  const body = { name: 'other', version: 7, input: { a: 1 } };
  expect(await ask('POST', '/api/workflow/execute/p1/0?requestId=r', body)).toMatchObject([
    200,
    {
      requestId: 'r',
      targetWorkflowStatus: 'RUNNING',
      input: { a: 1 },
      tasks: [{ referenceTaskName: 'w1' }],
    },
  ]);
  expect(await ask('POST', '/api/workflow/execute/p1/9', body)).toEqual(
    failure(404, 'No such workflow defined. name=p1, version=9'),
  );
});

it('SY5 signals over REST', async () => {
  const ask = await conversation();
  await ask('POST', '/api/metadata/workflow', { ...definition, tasks: definition.tasks.slice(1) });
  const [, id] = await ask('POST', '/api/workflow/p1', {});
  const path = `/api/tasks/${String(id)}/COMPLETED/signal/sync?returnStrategy=BLOCKING_WORKFLOW`;
  expect(await ask('POST', path, { s: 1 })).toMatchObject([
    200,
    { responseType: 'BLOCKING_WORKFLOW', status: 'COMPLETED', output: { s: 1 }, signalTimeout: false },
  ]);
  expect(await ask('POST', path, {})).toEqual(
    failure(404, `Found no blocked task in workflow ${String(id)} to signal`),
  );
});
