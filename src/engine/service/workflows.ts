import { pushMessage } from '../core/operations/push-message.ts';
import { parseSearch } from '../core/search-query.ts';
import type { Workflows } from '../engine.ts';
import { createListings } from './listings.ts';
import { createOperators } from './operators.ts';
import { pageOf } from './pages.ts';
import type { EngineParts } from './parts.ts';
import type { Signals } from './signals.ts';
import { startRequested } from './start-request.ts';
import { playMocks } from './test-run.ts';
import { toTask, toWorkflow } from './wire.ts';
import { toStoredExecution } from './wire-model.ts';

/** Executions and what operators do to them. */
export function createWorkflows(parts: EngineParts, signals: Signals): Workflows {
  const { runtime, ports } = parts;

  return {
    ...createListings(parts),
    ...createOperators(parts),

    start: (request) => startRequested(parts, request),

    async test(request) {
      // A domain of its own keeps the tasks without a mock from real workers.
      const taskToDomain = { ...request.taskToDomain, '*': runtime.tools.uuid() };
      const workflowId = await startRequested(
        parts,
        { ...request, taskToDomain },
        { before: (draft) => playMocks(parts, draft, request) },
      );
      const state = await runtime.read(workflowId);
      return toWorkflow(state.workflow, state.body, state.orderedTasks());
    },

    async execute(request, options) {
      const workflowId = await startRequested(parts, request);
      return signals.waitFor(workflowId, options.waitUntilTasks, options);
    },

    pushMessage: (workflowId, payload) =>
      runtime.change(workflowId, (draft) => pushMessage(draft, runtime.tools, payload)),

    async get(workflowId, { includeTasks }) {
      const state = await runtime.read(workflowId);
      return toWorkflow(state.workflow, state.body, includeTasks ? state.orderedTasks() : []);
    },

    async stored(workflowId, { includeTasks }) {
      const state = await runtime.read(workflowId);
      return toStoredExecution(state, includeTasks ? state.orderedTasks() : []);
    },

    async status(workflowId, { includeOutput, includeVariables }) {
      const { workflow } = await runtime.read(workflowId);
      const { correlationId, output, variables, status } = workflow;
      return {
        workflowId,
        ...(correlationId !== undefined && { correlationId }),
        ...(includeOutput && { output }),
        ...(includeVariables && { variables }),
        status,
      };
    },

    async tasks(workflowId, { start, count, statuses }) {
      const state = await runtime.read(workflowId);
      const tasks = state
        .orderedTasks()
        .filter((task) => statuses.length === 0 || statuses.includes(task.status));
      const page = pageOf(tasks.length, { start, count });
      return { totalHits: tasks.length, results: tasks.slice(page.start, page.end).map(toTask) };
    },

    async search(parameters) {
      const { total, results } = await ports.store.searchWorkflows(parseSearch(parameters, 'workflow'));
      return { totalHits: total, results: [...results] };
    },
  };
}
