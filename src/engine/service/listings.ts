import type { Workflow, WorkflowSummary } from '#contract/index.ts';
import type { Workflows } from '../engine.ts';
import { isGone } from '../errors.ts';
import type { SearchClause } from '../ports.ts';
import type { EngineParts } from './parts.ts';
import { toWorkflow } from './wire.ts';

const pageSize = 1000;

/** Executions by name, time or correlation id. */
export function createListings({ ports, runtime }: EngineParts): Pick<Workflows, 'running' | 'correlated'> {
  async function* summaries(clauses: readonly SearchClause[]): AsyncGenerator<WorkflowSummary> {
    const sort = [{ field: 'workflowId', descending: false }] as const;
    for (let start = 0; ; start += pageSize) {
      const { results } = await ports.store.searchWorkflows({ clauses, sort, start, size: pageSize });
      yield* results;
      if (results.length < pageSize) return;
    }
  }

  async function full(workflowId: string, includeTasks: boolean): Promise<Workflow | undefined> {
    try {
      const state = await runtime.read(workflowId);
      return toWorkflow(state.workflow, state.body, includeTasks ? state.orderedTasks() : []);
    } catch (error) {
      // Found by its summary, which outlives an archived execution.
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  return {
    async running(name, { version, startTime, endTime }) {
      const clauses: SearchClause[] = [is('workflowType', name)];
      if (startTime !== undefined && endTime !== undefined) {
        clauses.push(
          is('version', String(version)),
          { field: 'startTime', operator: '>', values: [String(startTime - 1)] },
          { field: 'startTime', operator: '<', values: [String(endTime + 1)] },
        );
      } else {
        clauses.push({ field: 'status', operator: 'IN', values: ['RUNNING', 'PAUSED'] });
      }
      const ids: string[] = [];
      for await (const { workflowId } of summaries(clauses)) ids.push(workflowId);
      return ids;
    },

    async correlated(name, correlationIds, { includeClosed, includeTasks }) {
      const found = new Map<string, Workflow[]>();
      for (const correlationId of correlationIds) {
        const clauses = [is('workflowType', name), is('correlationId', correlationId)];
        if (!includeClosed) clauses.push(is('status', 'RUNNING'));
        const workflows: Workflow[] = [];
        for await (const { workflowId } of summaries(clauses)) {
          const workflow = await full(workflowId, includeTasks);
          if (workflow !== undefined) workflows.push(workflow);
        }
        found.set(correlationId, workflows);
      }
      return Object.fromEntries(found);
    },
  };
}

function is(field: SearchClause['field'], value: string): SearchClause {
  return { field, operator: '=', values: [value] };
}
