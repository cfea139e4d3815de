import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  isWorkflowTerminal,
  taskExecLogSchema,
  taskSchema,
  workflowSchema,
  type RerunWorkflowRequest,
  type TaskExecLog,
  type TaskResultStatus,
} from '#contract/index.ts';
import { ApiError, errorMessage, isNotFound } from '#lib/api-error.ts';
import { apiAddress, executionPath } from '#lib/api-address.ts';
import { callApi, noAnswer, textAnswer } from '#lib/http-client.ts';
import { pollInterval } from '#lib/query-client.ts';
import { readExecution, type Execution } from './model/execution.ts';

/** An execution as last looked at, and how many milliseconds the look took. */
interface Look {
  readonly execution: Execution;
  readonly cost: number;
}

const executionOf = ({ execution }: Look): Execution => execution;

/** An execution with all its tasks, looked at for as long as it can change. */
export function executionQuery(id: string) {
  const queryKey = ['executions', 'execution', id] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client }): Promise<Look> => {
      const begun = performance.now();
      const text = await callApi({ path: executionPath(id), schema: textAnswer, signal });
      const last = client.getQueryData<Look>(queryKey);
      try {
        const execution = await readExecution(text, last?.execution, signal);
        return last?.execution === execution ? last : { execution, cost: performance.now() - begun };
      } catch (cause) {
        if (signal.aborted) throw cause;
        const request = { method: 'GET', url: apiAddress(executionPath(id)) };
        throw new ApiError({ kind: 'unreadable', message: errorMessage(cause), request, cause });
      }
    },
    select: executionOf,
    // The reader itself keeps what has not changed, and knows better what to compare.
    structuralSharing: false,
    refetchInterval: ({ state }) => {
      const failing = state.error !== null;
      if (state.data === undefined) return failing && !isNotFound(state.error) ? 10_000 : false;
      const { execution, cost } = state.data;
      const { workflow } = execution;
      const finished = isWorkflowTerminal(workflow.status);
      const wanted = pollInterval({ running: workflow.status === 'RUNNING', finished, failing });
      // A large execution never takes more than a small part of the page's time, nor of the server's.
      return wanted === false ? false : Math.max(wanted, Math.round(cost * 5));
    },
  });
}

/** What there is to say of another execution in a line, without its tasks. */
export function executionHeadQuery(id: string) {
  return queryOptions({
    queryKey: ['executions', 'head', id],
    queryFn: ({ signal }) => {
      const query = { includeTasks: false };
      return callApi({ path: executionPath(id), query, schema: workflowSchema, signal });
    },
    refetchInterval: ({ state }) => {
      const status = state.data?.status ?? '';
      const failing = state.error !== null;
      if (status === '') return false;
      return pollInterval({ running: false, finished: isWorkflowTerminal(status), failing });
    },
  });
}

/** One attempt that has ended, of whatever execution. */
export function endedTaskQuery(taskId: string) {
  return queryOptions({
    queryKey: ['executions', 'ended-task', taskId],
    queryFn: ({ signal }) =>
      callApi({ path: `/tasks/${encodeURIComponent(taskId)}`, schema: taskSchema, signal }),
    staleTime: Infinity,
  });
}

/** What workers have logged about one attempt, oldest line first. */
export function taskLogQuery(taskId: string, open: boolean) {
  return queryOptions({
    queryKey: ['executions', 'task-log', taskId],
    queryFn: ({ signal }): Promise<readonly TaskExecLog[]> => fetchLog(taskId, signal),
    refetchInterval: open ? 2_000 : false,
  });
}

async function fetchLog(taskId: string, signal: AbortSignal): Promise<readonly TaskExecLog[]> {
  const path = `/tasks/${encodeURIComponent(taskId)}/log`;
  const lines = await callApi({ path, schema: z.array(taskExecLogSchema).optional(), signal });
  return (lines ?? []).sort((a, b) => a.createdTime - b.createdTime);
}

/** Everything that can be asked of an execution or of one of its tasks. */
export type ExecutionRequest =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'terminate'; readonly reason: string }
  | { readonly kind: 'restart'; readonly useLatest: boolean }
  | { readonly kind: 'retry'; readonly resumeSubWorkflows: boolean }
  | { readonly kind: 'rerun'; readonly taskId: string; readonly input: Record<string, unknown> | undefined }
  | { readonly kind: 'remove' }
  | { readonly kind: 'update-task'; readonly update: TaskUpdate };

export interface TaskUpdate {
  readonly taskId: string;
  readonly status: TaskResultStatus;
  readonly outputData: Record<string, unknown>;
  readonly reasonForIncompletion?: string;
}

/** Asks the server; what has become of it is for the next look to show. */
export async function sendRequest(id: string, request: ExecutionRequest): Promise<void> {
  const path = executionPath(id);
  switch (request.kind) {
    case 'pause':
    case 'resume':
      return callApi({ method: 'PUT', path: `${path}/${request.kind}`, schema: noAnswer });
    case 'terminate': {
      const query = { reason: request.reason === '' ? undefined : request.reason };
      return callApi({ method: 'DELETE', path, query, schema: noAnswer });
    }
    case 'restart': {
      const query = { useLatestDefinitions: request.useLatest };
      return callApi({ method: 'POST', path: `${path}/restart`, query, schema: noAnswer });
    }
    case 'retry': {
      const query = { resumeSubworkflowTasks: request.resumeSubWorkflows };
      return callApi({ method: 'POST', path: `${path}/retry`, query, schema: noAnswer });
    }
    case 'rerun': {
      const body: RerunWorkflowRequest = {
        reRunFromWorkflowId: id,
        reRunFromTaskId: request.taskId,
        ...(request.input === undefined ? {} : { taskInput: request.input }),
      };
      return callApi({ method: 'POST', path: `${path}/rerun`, body, schema: noAnswer });
    }
    case 'remove': {
      const query = { archiveWorkflow: false };
      return callApi({ method: 'DELETE', path: `${path}/remove`, query, schema: noAnswer });
    }
    case 'update-task': {
      const body = { workflowInstanceId: id, ...request.update };
      return callApi({ method: 'POST', path: '/tasks', body, schema: noAnswer });
    }
    default:
      return request satisfies never;
  }
}
