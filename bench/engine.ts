import { setTimeout as sleep } from 'node:timers/promises';
import { findInstallation, startConductor } from '../e2e/real-conductor.ts';
import { Api } from './api.ts';
import { median, seconds, type Figure } from './figures.ts';
import { withServer } from './server.ts';
import { throughput } from './throughput.ts';

type Json = Record<string, unknown>;

/** What single workflows cost the engine: long chains, wide forks, long loops, through REST and SQLite. */
export async function measureEngine(): Promise<Figure[]> {
  return withServer(async ({ api: address }) => {
    const api = new Api(address);
    const figures = [
      await chain(api, 100),
      await chain(api, 1_000),
      await chain(api, 10_000),
      await fork(api, 2_000, '0.5 s'),
      await fork(api, 5_000, '1 s'),
      await loop(api, 500),
      await loop(api, 5_000, '5 s'),
      await update(api, 10),
      await update(api, 2_000),
      await update(api, 10_000),
    ];
    api.close();
    return figures;
  });
}

/** The same of a Conductor server, as far as it gets in a few minutes. */
export async function measureConductor(): Promise<Figure[]> {
  const installation = findInstallation();
  if (typeof installation === 'string') {
    console.log(`Conductor is not measured: ${installation}`);
    return [];
  }
  const conductor = await startConductor(installation);
  try {
    const address = conductor.url.replace(/\/api$/, '');
    const api = new Api(address);
    const figures = [
      await throughput(address, 500),
      await chain(api, 100),
      await chain(api, 1_000),
      await fork(api, 2_000),
      await loop(api, 500),
      await update(api, 10),
      await update(api, 2_000),
    ];
    api.close();
    return figures.map((figure) => ({ ...figure, ours: '', conductor: figure.ours }));
  } finally {
    await conductor.stop();
  }
}

async function start(api: Api, name: string, tasks: readonly Json[], input: Json = {}): Promise<string> {
  await api.call('POST', '/api/metadata/workflow', { name, version: 1, schemaVersion: 2, tasks });
  return api.call('POST', `/api/workflow/${name}`, input);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Asks ever less often, so that neither the asking nor the pause between weighs in what is measured. */
async function completed(api: Api, id: string): Promise<void> {
  const begin = performance.now();
  for (;;) {
    const { status } = JSON.parse(await api.call('GET', `/api/workflow/${id}/status`));
    if (status === 'COMPLETED') return;
    if (status !== 'RUNNING') throw new Error(`Workflow ${id} is ${status}`);
    await sleep(Math.max(1, (performance.now() - begin) / 20));
  }
}

async function chain(api: Api, length: number): Promise<Figure> {
  const tasks = Array.from({ length }, (_, at) => ({
    name: `set_${at}`,
    taskReferenceName: `set_${at}`,
    type: 'SET_VARIABLE',
    inputParameters: { last: at },
  }));
  const name = `chain_${length}`;
  await api.call('POST', '/api/metadata/workflow', { name, version: 1, schemaVersion: 2, tasks });
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    times.push(await timed(async () => completed(api, await api.call('POST', `/api/workflow/${name}`, {}))));
  }
  return {
    what: `chain of ${length} SET_VARIABLE, per task`,
    ours: `${(median(times) / length).toFixed(3)} ms`,
    conductor: '',
    budget: '0.2 ms',
  };
}

function dynamicFork(width: number, type: string): { tasks: Json[]; input: Json } {
  const forked = Array.from({ length: width }, (_, at) => ({
    name: type,
    taskReferenceName: `branch_${at}`,
    type: 'SIMPLE',
  }));
  const tasks = [
    {
      name: 'fork',
      taskReferenceName: 'fork',
      type: 'FORK_JOIN_DYNAMIC',
      dynamicForkTasksParam: 'forked',
      dynamicForkTasksInputParamName: 'inputs',
      inputParameters: { forked: '${workflow.input.forked}', inputs: '${workflow.input.inputs}' },
    },
    { name: 'join', taskReferenceName: 'join', type: 'JOIN' },
  ];
  return { tasks, input: { forked, inputs: {} } };
}

async function fork(api: Api, width: number, budget = ''): Promise<Figure> {
  const { tasks, input } = dynamicFork(width, `fork_${width}_task`);
  const time = await timed(() => start(api, `fork_${width}`, tasks, input));
  return { what: `start of a dynamic fork of ${width}`, ours: seconds(time), conductor: '', budget };
}

async function loop(api: Api, rounds: number, budget = ''): Promise<Figure> {
  const body = {
    name: 'count',
    taskReferenceName: 'count',
    type: 'INLINE',
    inputParameters: { evaluatorType: 'javascript', expression: '1 + 1' },
  };
  const tasks = [
    {
      name: 'loop',
      taskReferenceName: 'loop',
      type: 'DO_WHILE',
      inputParameters: { keepLastN: 10 },
      loopCondition: `$.loop['iteration'] < ${rounds}`,
      loopOver: [body],
    },
  ];
  const time = await timed(async () => completed(api, await start(api, `loop_${rounds}`, tasks)));
  return { what: `loop of ${rounds} INLINE`, ours: seconds(time), conductor: '', budget };
}

/** One update after the other in a workflow with so many open tasks. */
async function update(api: Api, width: number): Promise<Figure> {
  const type = `update_${width}_task`;
  const { tasks, input } = dynamicFork(width, type);
  await start(api, `update_${width}`, tasks, input);
  const times: number[] = [];
  for (let round = 0; round < Math.min(width, 200); round++) {
    const polled: { taskId: string; workflowInstanceId: string } = JSON.parse(
      await api.call('GET', `/api/tasks/poll/${type}`),
    );
    const { taskId, workflowInstanceId } = polled;
    const result = { taskId, workflowInstanceId, status: 'COMPLETED', outputData: {} };
    times.push(await timed(() => api.call('POST', '/api/tasks', result)));
  }
  return {
    what: `a task's update among ${width} open ones`,
    ours: `${median(times).toFixed(2)} ms`,
    conductor: '',
    budget: 'the same',
  };
}
