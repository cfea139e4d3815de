import http from 'node:http';
import helloWorkflow from '../examples/workflows/hello-workflow.json' with { type: 'json' };
import tasks from '../examples/workflows/tasks.json' with { type: 'json' };
import type { Figure } from './figures.ts';
import { withServer } from './server.ts';

const workflows = 5_000;
const starters = 8;
const workersPerType = 4;
const batch = 50;

interface Polled {
  readonly taskId: string;
  readonly workflowInstanceId: string;
}

/** Two-task workflows through REST: starts, batch polls and one update a task, from a process that shares the cores. */
export async function measureThroughput(): Promise<Figure[]> {
  return withServer(async ({ api }) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
    const call = (method: string, path: string, body?: unknown) => request(agent, api + path, method, body);
    await call('POST', '/api/metadata/taskdefs', tasks);
    await call('POST', '/api/metadata/workflow', helloWorkflow);

    let ended = 0;
    const worker = async (type: string) => {
      for (;;) {
        if (ended >= workflows) return;
        const polled: Polled[] = JSON.parse(
          await call('GET', `/api/tasks/poll/batch/${type}?count=${batch}&timeout=100`),
        );
        await Promise.all(
          polled.map(async ({ taskId, workflowInstanceId }) => {
            const outputData = { message: 'Hello', result: 'Goodbye' };
            await call('POST', '/api/tasks', { taskId, workflowInstanceId, status: 'COMPLETED', outputData });
            if (type === 'goodbye_task') ended++;
          }),
        );
      }
    };
    let started = 0;
    const starter = async () => {
      while (started < workflows) {
        started++;
        await call('POST', '/api/workflow/hello_world_workflow', { name: 'bench' });
      }
    };
    const begin = performance.now();
    await Promise.all([
      ...Array.from({ length: starters }, starter),
      ...Array.from({ length: workersPerType }, () => worker('hello_task')),
      ...Array.from({ length: workersPerType }, () => worker('goodbye_task')),
    ]);
    const perSecond = workflows / ((performance.now() - begin) / 1000);
    agent.destroy();
    return [
      {
        what: '2-task workflows through REST workers',
        ours: `${Math.round(perSecond)} per s`,
        conductor: '44 per s',
        budget: '1,000 per s',
      },
    ];
  });
}

function request(agent: http.Agent, url: string, method: string, body?: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const sent = http.request(url, { agent, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if (response.statusCode !== undefined && response.statusCode < 300) resolve(text);
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
