import helloWorkflow from '../examples/workflows/hello-workflow.json' with { type: 'json' };
import tasks from '../examples/workflows/tasks.json' with { type: 'json' };
import { Api } from './api.ts';
import type { Figure } from './figures.ts';
import { cpuSeconds, withServer } from './server.ts';

const starters = 8;
const workersPerType = 4;
const batch = 50;
const measured = 5_000;

interface Polled {
  readonly taskId: string;
  readonly workflowInstanceId: string;
}

/** Two-task workflows through REST: starts, batch polls and one update a task, from a process that shares the cores. */
export async function measureThroughput(): Promise<Figure[]> {
  return withServer(async ({ api, pid }) => {
    const before = await cpuSeconds(pid);
    const figure = await throughput(api, measured);
    const cpu = ((await cpuSeconds(pid)) - before) / measured;
    return [figure, serverTime(cpu)];
  });
}

/** Tells what the code costs, however busy the machine is with other things. */
function serverTime(seconds: number): Figure {
  const ours = `${(seconds * 1000).toFixed(2)} ms`;
  return { what: "2-task workflow, the server's CPU time", ours, conductor: '', budget: '1 ms' };
}

export async function throughput(address: string, count: number): Promise<Figure> {
  return {
    what: '2-task workflows through REST workers',
    ours: `${Math.round(await workflowsPerSecond(address, count))} per s`,
    conductor: '44 per s',
    budget: '1,000 per s',
  };
}

/** How many of `count` workflows end in a second, from the first start to the last update. */
export async function workflowsPerSecond(address: string, count: number): Promise<number> {
  const api = new Api(address);
  const taskDefs = tasks.map((task) => ({ ...task, responseTimeoutSeconds: 60 }));
  await api.call('POST', '/api/metadata/taskdefs', taskDefs);
  await api.call('POST', '/api/metadata/workflow?overwrite=true', helloWorkflow);

  let ended = 0;
  const worker = async (type: string) => {
    for (;;) {
      if (ended >= count) return;
      const polled: Polled[] = JSON.parse(
        await api.call('GET', `/api/tasks/poll/batch/${type}?count=${batch}&timeout=100`),
      );
      await Promise.all(
        polled.map(async ({ taskId, workflowInstanceId }) => {
          const outputData = { message: 'Hello', result: 'Goodbye' };
          await api.call('POST', '/api/tasks', {
            taskId,
            workflowInstanceId,
            status: 'COMPLETED',
            outputData,
          });
          if (type === 'goodbye_task') ended++;
        }),
      );
    }
  };
  let started = 0;
  const starter = async () => {
    while (started < count) {
      started++;
      await api.call('POST', '/api/workflow/hello_world_workflow', { name: 'bench' });
    }
  };
  const begin = performance.now();
  await Promise.all([
    ...Array.from({ length: starters }, starter),
    ...Array.from({ length: workersPerType }, () => worker('hello_task')),
    ...Array.from({ length: workersPerType }, () => worker('goodbye_task')),
  ]);
  const perSecond = count / ((performance.now() - begin) / 1000);
  api.close();
  return perSecond;
}
