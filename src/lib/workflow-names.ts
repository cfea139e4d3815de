import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { workflowDefVersionSchema } from '#contract/index.ts';
import { callApi } from './http-client.ts';

const schema = z.record(z.string(), z.array(workflowDefVersionSchema));

/** Every workflow's name and versions, oldest version first: light enough for pickers and lists. */
export const workflowNamesQuery = queryOptions({
  queryKey: ['metadata', 'workflow', 'names-and-versions'],
  queryFn: ({ signal }) => callApi({ path: '/metadata/workflow/names-and-versions', schema, signal }),
  staleTime: 10_000,
});
