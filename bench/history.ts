import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTimeOrderedIds } from '#engine/adapters/ids/time-ordered-ids.ts';
import { openSqliteStore } from '#engine/adapters/storage-sqlite/sqlite-store.ts';
import type { Store } from '#engine/index.ts';
import { Api } from './api.ts';
import { median, type Figure } from './figures.ts';
import { withServer } from './server.ts';
import { workflowsPerSecond } from './throughput.ts';

type Change = Parameters<Store['commit']>[0][number];

const executions = Number(process.env['BENCH_EXECUTIONS'] ?? 1_000_000);
const together = 2_000;
const minute = 60_000;

const searches: Readonly<Record<string, string>> = {
  'newest first': '/api/workflow/search?sort=startTime:DESC&size=100',
  'by name and status': `/api/workflow/search?size=100&query=${encodeURIComponent('workflowType IN (hello_world_workflow) AND status IN (FAILED)')}`,
  'by status': '/api/workflow/search?size=100&sort=startTime:DESC&query=status%3DRUNNING',
  'by correlation id': '/api/workflow/search?size=100&query=correlationId%3Dorder-777',
  'tasks by name and status': `/api/tasks/search?size=100&query=${encodeURIComponent('taskDefName=hello_task AND status=COMPLETED')}`,
};

/** A store that has run for long: starts, polls, updates and searches beside a million finished executions. */
export async function measureHistory(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'conductor-ui-history-'));
  try {
    const before = await withServer(({ api }) => workflowsPerSecond(api, 3_000));
    await withServer(async ({ api }) => void (await workflowsPerSecond(api, 1)), folder);
    await fill(path.join(folder, 'conductor.db'));
    const bytes = (await stat(path.join(folder, 'conductor.db'))).size;
    const begin = performance.now();
    return await withServer(async ({ api: address }) => {
      const started = performance.now() - begin;
      const api = new Api(address);
      const figures: Figure[] = [
        figure('size on disk', `${(bytes / 1e9).toFixed(1)} GB`, ''),
        figure('server start', `${(started / 1000).toFixed(2)} s`, '0.5 s'),
      ];
      for (const [what, url] of Object.entries(searches)) figures.push(await search(api, what, url));
      api.close();
      const after = await workflowsPerSecond(address, 3_000);
      const compared = `${Math.round(after)} per s, ${Math.round(before)} without`;
      return [...figures, figure('2-task workflows', compared, 'the same')];
    }, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function figure(what: string, ours: string, budget: string): Figure {
  return { what: `beside ${executions} executions: ${what}`, ours, conductor: '', budget };
}

async function search(api: Api, what: string, url: string): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < 6; round++) {
    const begin = performance.now();
    await api.call('GET', url);
    times.push(performance.now() - begin);
  }
  const [first = 0, ...others] = times;
  return figure(`search ${what}`, `${median(others).toFixed(1)} ms, first ${first.toFixed(0)} ms`, '50 ms');
}

/** Multiplies the one execution that the file holds: other ids and other times, all else alike. */
async function fill(file: string): Promise<void> {
  const store = openSqliteStore(file);
  const [summary] = (await store.searchWorkflows({ clauses: [], sort: [], start: 0, size: 1 })).results;
  const stored = await store.workflow(summary?.workflowId ?? '');
  if (stored === undefined || summary === undefined) throw new Error('there is no execution to multiply');
  const { results: taskSummaries } = await store.searchTasks({ clauses: [], sort: [], start: 0, size: 10 });
  const now = Date.now();
  for (let count = 0; count < executions; count += together) {
    const changes: Change[] = [];
    for (let at = count; at < Math.min(executions, count + together); at++) {
      const startTime = now - (executions - at) * 100 - minute;
      const ids = createTimeOrderedIds(() => startTime);
      const workflowId = ids.uuid();
      const time = {
        startTime: iso(startTime),
        updateTime: iso(startTime + 50),
        endTime: iso(startTime + 50),
      };
      const correlationId = `order-${Math.floor(at / 5)}`;
      const status = at % 100 === 0 ? 'FAILED' : 'COMPLETED';
      changes.push(
        { kind: 'workflow.body.put', workflowId, body: stored.body },
        {
          kind: 'workflow.put',
          workflow: { ...stored.workflow, workflowId, status, correlationId, createTime: startTime },
          summary: { ...summary, ...time, workflowId, status, correlationId },
        },
      );
      for (const task of stored.tasks) {
        const taskId = ids.uuid();
        const taskSummary = taskSummaries.find((each) => each.taskId === task.taskId);
        if (taskSummary === undefined) throw new Error(`task ${task.taskId} has no summary`);
        changes.push({
          kind: 'task.put',
          task: { ...task, taskId, workflowInstanceId: workflowId, scheduledTime: startTime },
          summary: { ...taskSummary, ...time, scheduledTime: iso(startTime), taskId, workflowId },
        });
      }
    }
    await store.commit(changes);
  }
  await store.close();
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
