import { afterEach, describe, expect, it } from 'vitest';
import { workflowSchema, taskSchema, type Task } from '#contract/index.ts';
import { Program, temporaryFolder } from './testing/program.ts';

// The program as users run it is killed as the kernel kills, at once and without a word, again and again.

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const simple = (name: string) => ({ name, taskReferenceName: name, type: 'SIMPLE' });
const runs = (name: string, child: string) => ({
  name,
  taskReferenceName: name,
  type: 'SUB_WORKFLOW',
  subWorkflowParam: { name: child },
});

const definitions = [
  {
    name: 'loop',
    tasks: [
      {
        name: 'rounds',
        taskReferenceName: 'rounds',
        type: 'DO_WHILE',
        loopCondition: '$.rounds.iteration < 3',
        inputParameters: {},
        loopOver: [
          {
            name: 'double',
            taskReferenceName: 'double',
            type: 'INLINE',
            inputParameters: { evaluatorType: 'javascript', expression: '$.n * 2', n: 21 },
          },
          simple('loop_work'),
        ],
      },
      simple('loop_end'),
    ],
  },
  {
    name: 'fork',
    tasks: [
      {
        name: 'sides',
        taskReferenceName: 'sides',
        type: 'FORK_JOIN',
        forkTasks: [[simple('left_1'), simple('left_2')], [simple('right_1')]],
      },
      { name: 'both', taskReferenceName: 'both', type: 'JOIN', joinOn: ['left_2', 'right_1'] },
      simple('fork_end'),
    ],
  },
  { name: 'grandchild', tasks: [simple('grandchild_work')] },
  { name: 'child', tasks: [runs('below', 'grandchild'), simple('child_work')] },
  { name: 'parent', tasks: [runs('inner', 'child'), simple('parent_end')] },
];

/** What the workers do, in this order, in each of the workflows. */
const work: Readonly<Record<string, readonly string[]>> = {
  loop: ['loop_work', 'loop_work', 'loop_work', 'loop_end'],
  fork: ['left_1', 'right_1', 'left_2', 'fork_end'],
  parent: ['grandchild_work', 'child_work', 'parent_end'],
};

/** A server that can be killed and started again over its data. */
class Server {
  readonly #folder: string;
  #program: Program;

  constructor(folder: string) {
    this.#folder = folder;
    this.#program = this.#start();
  }

  async killAndStartAgain(): Promise<void> {
    await this.#program.stop('SIGKILL');
    this.#program = this.#start();
  }

  async ask(method: string, path: string, body?: unknown): Promise<string> {
    const response = await fetch(`${await this.#program.api()}/api${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  }

  /** Waits for a task of a type, and completes it. */
  async complete(type: string): Promise<void> {
    const task = await this.#poll(type);
    const { workflowInstanceId, taskId, referenceTaskName } = task;
    const outputData = { by: referenceTaskName };
    await this.ask('POST', '/tasks', { workflowInstanceId, taskId, status: 'COMPLETED', outputData });
  }

  /** What has become of an execution and of those below it, without ids and times. */
  async trace(workflowId: string): Promise<unknown> {
    const workflow = workflowSchema.parse(JSON.parse(await this.ask('GET', `/workflow/${workflowId}`)));
    const tasks = [];
    for (const task of workflow.tasks) tasks.push(await this.#traceOf(task));
    return { name: workflow.workflowName, status: workflow.status, tasks };
  }

  async #poll(type: string): Promise<Task> {
    for (let asked = 0; asked < 4; asked += 1) {
      const polled = await this.ask('GET', `/tasks/poll/batch/${type}?count=1&timeout=5000`);
      const [task] = taskSchema.array().parse(JSON.parse(polled));
      if (task !== undefined) return task;
    }
    throw new Error(`There is no task of type ${type}`);
  }

  async #traceOf(task: Task): Promise<unknown> {
    const { seq, referenceTaskName, taskType, status, retryCount, iteration, subWorkflowId } = task;
    const { subWorkflowId: _, ...outputData } = task.outputData;
    const child = subWorkflowId === undefined ? undefined : await this.trace(subWorkflowId);
    return { seq, referenceTaskName, taskType, status, retryCount, iteration, outputData, child };
  }

  #start(): Program {
    const program = new Program(['--data', this.#folder]);
    cleanups.push(() => program.stop('SIGKILL'));
    return program;
  }
}

async function newServer(): Promise<Server> {
  const temporary = temporaryFolder();
  cleanups.push(() => temporary.remove());
  const server = new Server(temporary.folder);
  await server.ask('PUT', '/metadata/workflow', definitions);
  return server;
}

/** Runs one workflow of each kind to its end, side by side, and gives their traces. */
async function play(server: Server, betweenSteps: () => Promise<void>): Promise<unknown[]> {
  const ids = [];
  for (const name of Object.keys(work)) ids.push(await server.ask('POST', `/workflow/${name}`, {}));
  for (let step = 0; step < 4; step += 1) {
    await betweenSteps();
    const types = Object.values(work).flatMap((list) => list[step] ?? []);
    await Promise.all(types.map((type) => server.complete(type)));
  }
  const traces = [];
  for (const id of ids) traces.push(await server.trace(id));
  return traces;
}

describe('a server that is killed', { timeout: 120_000 }, () => {
  it('DU11 goes on with loops, forks and sub-workflows to the same trace, wherever they were', async () => {
    const server = await newServer();
    const undisturbed = await play(server, () => Promise.resolve());
    expect(undisturbed).toMatchObject(Object.keys(work).map((name) => ({ name, status: 'COMPLETED' })));
    const killed = await play(server, () => server.killAndStartAgain());
    expect(killed).toEqual(undisturbed);
  });
});
