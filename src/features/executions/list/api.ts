import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  bulkResponseSchema,
  searchResultSchema,
  workflowSummarySchema,
  type BulkResponse,
} from '#contract/index.ts';
import { callApi } from '#lib/http-client.ts';
import { pollInterval } from '#lib/query-client.ts';
import { firstRows, searchPath, searchQuery, type Filters } from './search-request.ts';

const resultSchema = searchResultSchema(workflowSummarySchema);

/** The most a server gives in one answer. */
export const mostRows = 5_000;

/**
 * The first `limit` executions that fit. One request for all that is shown, not one for each page: rows that come
 * and go between the pages would be shown twice or not at all.
 */
export function executionsQuery(filters: Filters, limit: number, live: boolean) {
  return queryOptions({
    queryKey: ['executions', 'search', filters, limit],
    queryFn: ({ signal }) =>
      callApi({
        path: searchPath,
        query: searchQuery(filters, limit, Date.now()),
        schema: resultSchema,
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => {
      if (!live) return false;
      const running = query.state.data?.results.some((row) => row.status === 'RUNNING') ?? false;
      const interval = pollInterval({ running, failing: query.state.status === 'error' });
      // A long list costs more to ask for; it is asked for less often.
      return interval === false ? false : interval * Math.max(1, limit / firstRows / 2);
    },
  });
}

/** How many executions of a status fit, without the executions. */
export function countQuery(filters: Filters, status: string, enabled: boolean) {
  const counted = { ...filters, status };
  return queryOptions({
    queryKey: ['executions', 'count', counted],
    queryFn: async ({ signal }) => {
      const result = await callApi({
        path: searchPath,
        query: searchQuery(counted, 1, Date.now()),
        schema: resultSchema,
        signal,
      });
      return result.totalHits;
    },
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    refetchInterval: 15_000,
  });
}

export type BulkAction = 'pause' | 'resume' | 'restart' | 'restart-latest' | 'retry' | 'terminate';

const mostAtOnce = 1_000;

interface BulkEndpoint {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
}

const endpoints: Readonly<Record<BulkAction, BulkEndpoint>> = {
  pause: { method: 'PUT', path: 'pause' },
  resume: { method: 'PUT', path: 'resume' },
  restart: { method: 'POST', path: 'restart' },
  'restart-latest': { method: 'POST', path: 'restart' },
  retry: { method: 'POST', path: 'retry' },
  terminate: { method: 'POST', path: 'terminate' },
};

export interface BulkOrder {
  readonly action: BulkAction;
  readonly ids: readonly string[];
  readonly reason?: string;
}

/** Does one thing to many executions, in portions the server takes, and gathers what became of each. */
export async function runBulk({ action, ids, reason = '' }: BulkOrder): Promise<BulkResponse> {
  const { method, path } = endpoints[action];
  const done: BulkResponse = { bulkErrorResults: {}, bulkSuccessfulResults: [] };
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const part = await callApi({
      method,
      path: `/workflow/bulk/${path}`,
      query: {
        useLatestDefinitions: action === 'restart-latest' ? true : undefined,
        reason: reason === '' ? undefined : reason,
      },
      body: ids.slice(from, from + mostAtOnce),
      schema: bulkResponseSchema,
      timeoutMs: 120_000,
    });
    Object.assign(done.bulkErrorResults, part.bulkErrorResults);
    done.bulkSuccessfulResults.push(...part.bulkSuccessfulResults);
  }
  return done;
}
