import type { SearchResult } from '#contract/index.ts';
import type { Engine, SearchParameters } from '../engine.ts';
import { json } from './answers.ts';
import { textsBody } from './body.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { violation } from './errors.ts';
import { flag, int, optionalLong, optionalText } from './parameters.ts';
import { loadEach, maxPage, searchQuery, within } from './search.ts';
import { shape } from './shapes.ts';

interface WorkflowSearch extends SearchParameters {
  readonly classifier: string | undefined;
  readonly topLevelOnly: boolean;
}

/** Conductor folds its two extra parameters into the query. */
function folded(search: WorkflowSearch, method = 'searchWorkflows'): SearchParameters {
  if (search.size > maxPage) {
    const message = `Cannot return more than ${maxPage} workflows. Please use pagination.`;
    throw violation(`${method}.arg1`, message, search.size);
  }
  const clauses = [
    search.query,
    search.classifier === undefined ? undefined : `classifier IN (${search.classifier})`,
    search.topLevelOnly ? 'parentWorkflowId=""' : undefined,
  ].filter((clause) => clause !== undefined);
  return {
    ...within(search),
    sort: search.sort,
    freeText: search.freeText,
    query: clauses.length === 0 ? undefined : clauses.join(' AND '),
  };
}

/** The executions, each once, of the tasks that a search finds. The tasks of one execution count as one hit. */
async function owners(engine: Engine, search: SearchParameters): Promise<SearchResult<string>> {
  const { totalHits, results } = await engine.tasks.search({ ...search, ...within(search) });
  const ids = [...new Set(results.map(({ workflowId }) => workflowId))];
  return { totalHits: totalHits - (results.length - ids.length), results: ids };
}

const workflowSearchQuery = { ...searchQuery, classifier: optionalText, topLevelOnly: flag(false) };

const correlatedQuery = { includeClosed: flag(false), includeTasks: flag(false) };

/** Finding executions. */
export const workflowSearchEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/api/workflow/search',
    tag: 'Executions',
    summary: 'Search executions',
    query: workflowSearchQuery,
    answer: json(shape.page(shape.named('WorkflowSummary'))),
    run: ({ engine, query }) => engine.workflows.search(folded(query)),
  }),
  endpoint({
    method: 'GET',
    path: '/api/workflow/search-v2',
    tag: 'Executions',
    summary: 'Search executions; answers whole executions without their tasks',
    query: workflowSearchQuery,
    answer: json(shape.page(shape.named('Workflow'))),
    async run({ engine, query }) {
      const found = await engine.workflows.search(folded(query, 'searchWorkflowsV2'));
      return loadEach(found, ({ workflowId }) => engine.workflows.get(workflowId, { includeTasks: false }));
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/workflow/search-by-tasks',
    tag: 'Executions',
    summary: 'Executions that have tasks of which a search holds',
    query: searchQuery,
    answer: json(shape.page(shape.named('WorkflowSummary'))),
    async run({ engine, query }) {
      const { totalHits, results } = await owners(engine, query);
      if (results.length === 0) return { totalHits, results: [] };
      const ids = results.join(',');
      const found = await engine.workflows.search({
        start: 0,
        size: results.length,
        query: `workflowId IN (${ids})`,
      });
      const byId = new Map(found.results.map((summary) => [summary.workflowId, summary]));
      const summaries = results.map((id) => byId.get(id)).filter((summary) => summary !== undefined);
      return { totalHits: totalHits - (results.length - summaries.length), results: summaries };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/workflow/search-by-tasks-v2',
    tag: 'Executions',
    summary:
      'Executions that have tasks of which a search holds; answers whole executions without their tasks',
    query: searchQuery,
    answer: json(shape.page(shape.named('Workflow'))),
    run: async ({ engine, query }) =>
      loadEach(await owners(engine, query), (id) => engine.workflows.get(id, { includeTasks: false })),
  }),
  endpoint({
    method: 'GET',
    path: '/api/workflow/running/{name}',
    tag: 'Executions',
    summary: 'Ids of the running executions of a workflow',
    query: { version: int(1), startTime: optionalLong, endTime: optionalLong },
    answer: json(shape.list(shape.text)),
    run: ({ engine, path, query: { version, startTime, endTime } }) =>
      engine.workflows.running(path.name, {
        version,
        ...(startTime !== undefined && { startTime }),
        ...(endTime !== undefined && { endTime }),
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/workflow/{name}/correlated/{correlationId}',
    tag: 'Executions',
    summary: 'Executions of a workflow with a correlation id',
    query: correlatedQuery,
    answer: json(shape.list(shape.named('Workflow'))),
    async run({ engine, path, query }) {
      const found = await engine.workflows.correlated(path.name, [path.correlationId], query);
      return found[path.correlationId] ?? [];
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/{name}/correlated',
    tag: 'Executions',
    summary: 'Executions of a workflow by correlation ids',
    query: correlatedQuery,
    body: textsBody,
    answer: json(shape.map(shape.list(shape.named('Workflow')))),
    run: ({ engine, path, query, body }) => engine.workflows.correlated(path.name, body, query),
  }),
];
