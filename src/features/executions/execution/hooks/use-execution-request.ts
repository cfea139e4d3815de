import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { sendRequest, type ExecutionRequest } from '../api.ts';

export type RequestMutation = UseMutationResult<void, Error, ExecutionRequest>;

const anew: ReadonlySet<ExecutionRequest['kind']> = new Set(['restart', 'retry', 'rerun']);

/**
 * Asks the server for a change, and tells of those that make new attempts when they are done. It counts as done when the page shows what has become of it: nothing is
 * shown before the server has said so.
 */
export function useExecutionRequest(id: string, onAnew: () => void): RequestMutation {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: ExecutionRequest) => sendRequest(id, request),
    onSuccess: (_data, request) => {
      if (anew.has(request.kind)) onAnew();
    },
    // A refusal, too, may mean that the page shows what is no longer so.
    onSettled: (_data, _error, request) => {
      const removed = request.kind === 'remove';
      return client.invalidateQueries({
        queryKey: removed ? ['executions'] : ['executions', 'execution', id],
        ...(removed ? { refetchType: 'none' } : {}),
      });
    },
  });
}
