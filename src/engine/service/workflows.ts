import {
  normaliseWorkflowDef,
  validateStartWorkflowRequest,
  type StartWorkflowRequest,
  type WorkflowDef,
} from '#contract/index.ts';
import { parseSearch } from '../core/search-query.ts';
import type { Workflows } from '../engine.ts';
import { invalid, validationFailed } from '../errors.ts';
import { createListings } from './listings.ts';
import { createOperators } from './operators.ts';
import type { EngineParts } from './parts.ts';
import type { Signals } from './signals.ts';
import { registeredWorkflow, startedWorkflow } from './starting.ts';
import { toTask, toWorkflow } from './wire.ts';

/** Executions and what operators do to them. */
export function createWorkflows(parts: EngineParts, signals: Signals): Workflows {
  const { runtime, definitions, ports } = parts;
  const { tools } = runtime;

  /** The definition of a request, with what it left out, or the registered one that the request names. */
  async function definitionFor(request: StartWorkflowRequest): Promise<WorkflowDef> {
    const { workflowDef, name = '', version } = request;
    if (workflowDef !== undefined) return workflowDef;
    if (name.trim() === '') throw invalid('Workflow name must be specified when searching for a definition');
    return registeredWorkflow({ definitions }, name, version);
  }

  function checked(sent: StartWorkflowRequest): StartWorkflowRequest {
    const { workflowDef } = sent;
    const request =
      workflowDef === undefined ? sent : { ...sent, workflowDef: normaliseWorkflowDef(workflowDef) };
    const problems = validateStartWorkflowRequest(request, parts.validation);
    if (problems.length > 0) throw validationFailed(problems);
    return request;
  }

  async function startRequested(sent: StartWorkflowRequest): Promise<string> {
    const request = checked(sent);
    const { correlationId, priority, taskToDomain, input } = request;
    const workflowId = tools.uuid();
    await runtime.begin(workflowId, async () => {
      const definition = await definitionFor(request);
      const start = { workflowId, definition, input, priority, correlationId, taskToDomain };
      return startedWorkflow({ definitions, tools }, start, () => runtime.now());
    });
    return workflowId;
  }

  return {
    ...createListings(parts),
    ...createOperators(parts),

    start: startRequested,

    async execute(request, options) {
      const workflowId = await startRequested(request);
      return signals.waitFor(workflowId, options.waitUntilTasks, options);
    },

    async get(workflowId, { includeTasks }) {
      const state = await runtime.read(workflowId);
      return toWorkflow(state.workflow, state.body, includeTasks ? state.orderedTasks() : []);
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
      return { totalHits: tasks.length, results: tasks.slice(start, start + count).map(toTask) };
    },

    async search(parameters) {
      const { total, results } = await ports.store.searchWorkflows(parseSearch(parameters, 'workflow'));
      return { totalHits: total, results: [...results] };
    },
  };
}
