import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { definitionPath } from './api-address.ts';
import { callApi, noAnswer } from './http-client.ts';

export async function deleteWorkflowDefinition(name: string, version: number): Promise<void> {
  await callApi({
    method: 'DELETE',
    path: `${definitionPath(name)}/${version}`,
    schema: noAnswer,
  });
}

/** After a definition was saved or deleted: whatever the page knows of definitions is asked for anew. */
export async function refreshWorkflowDefinitions(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: ['metadata', 'workflow'] });
}

/** A definition as the server sent it, to be drawn and not to be edited; without a version the latest. */
export function workflowDefinitionQuery(name: string, version: number | null) {
  return queryOptions({
    queryKey: ['metadata', 'workflow', 'definition', name, version ?? 'latest'],
    queryFn: ({ signal }): Promise<unknown> => {
      const path = definitionPath(name);
      return callApi({ path, query: { version: version ?? undefined }, schema: z.unknown(), signal });
    },
    staleTime: 60_000,
  });
}
