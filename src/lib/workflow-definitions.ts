import type { QueryClient } from '@tanstack/react-query';
import { callApi, noAnswer } from './http-client.ts';

export async function deleteWorkflowDefinition(name: string, version: number): Promise<void> {
  await callApi({
    method: 'DELETE',
    path: `/metadata/workflow/${encodeURIComponent(name)}/${version}`,
    schema: noAnswer,
  });
}

/** After a definition was saved or deleted: whatever the page knows of definitions is asked for anew. */
export async function refreshWorkflowDefinitions(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: ['metadata', 'workflow'] });
}
