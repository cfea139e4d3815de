import { afterEach, expect, test, vi } from 'vitest';
import { createQueryClient } from '#lib/query-client.ts';
import { executionsQuery } from '#features/executions/list/api.ts';
import { firstRows, noFilters } from '#features/executions/list/search-request.ts';
import { executionQuery } from '#features/executions/execution/api.ts';
import { definitionQuery } from '#features/editor/api.ts';
import { firstAnswer } from './first-answer.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What a page asks for when it is there. */
async function asked(
  ask: (client: ReturnType<typeof createQueryClient>) => Promise<unknown>,
): Promise<unknown> {
  const fetched = vi.fn<typeof fetch>(async () => new Response('{}', { status: 404 }));
  vi.stubGlobal('fetch', fetched);
  await ask(createQueryClient()).catch(() => undefined);
  return fetched.mock.calls[0]?.[0];
}

test('is the one that the page asks for', async () => {
  expect(firstAnswer('definition', { pathname: '/workflowDef/a%2Fb/3', search: '' })).toBe(
    await asked((client) => client.fetchQuery(definitionQuery('a/b', 3))),
  );
  expect(firstAnswer('definition', { pathname: '/workflowDef/order', search: '?task=x' })).toBe(
    await asked((client) => client.fetchQuery(definitionQuery('order', undefined))),
  );
  expect(firstAnswer('execution', { pathname: '/execution/8f', search: '' })).toBe(
    await asked((client) => client.fetchQuery(executionQuery('8f'))),
  );
  expect(firstAnswer('executions', { pathname: '/executions', search: '' })).toBe(
    await asked((client) => client.fetchQuery(executionsQuery(noFilters, firstRows, false))),
  );
});

test('is none where more than the path would have to be read', () => {
  expect(firstAnswer('executions', { pathname: '/executions', search: '?status=FAILED' })).toBeUndefined();
  expect(firstAnswer('definitions', { pathname: '/workflowDef', search: '' })).toBeUndefined();
});
