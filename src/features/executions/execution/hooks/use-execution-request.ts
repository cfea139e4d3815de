import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { sendRequest, type ExecutionRequest } from '../api.ts';

export type RequestMutation = UseMutationResult<void, Error, ExecutionRequest>;

/**
 * Asks the server for a change. It counts as done when the page shows what has become of it: nothing is
 * shown before the server has said so.
 */
export function useExecutionRequest(id: string): RequestMutation {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: ExecutionRequest) => sendRequest(id, request),
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
