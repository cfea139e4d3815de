import { expect, it } from 'vitest';
import { conversation } from './testing/conversation.ts';

it('PM5 answers messages in plain text', async () => {
  const ask = await conversation();
  const pull = { name: 'm', taskReferenceName: 'm', type: 'PULL_WORKFLOW_MESSAGES' };
  await ask('POST', '/api/metadata/workflow', { name: 'p', tasks: [pull] });
  const [, id] = await ask('POST', '/api/workflow/p', {});
  const path = `/api/workflow/${String(id)}/messages`;
  expect(await ask('POST', path, { a: 1 })).toEqual([200, expect.stringMatching(/^[-0-9a-f]{36}$/)]);
  expect(await ask('POST', path, { a: 1 })).toEqual([
    409,
    `Workflow ${String(id)} is not in RUNNING state (current: COMPLETED)`,
  ]);
  expect(await ask('POST', '/api/workflow/none/messages', {})).toEqual([404, 'Workflow not found: none']);
  const [status] = await ask('POST', path, [1]);
  expect(status).toBe(500);
});
