import { taskDefinitions, taskType, twoSteps } from './definitions.ts';

/** A task as a worker sees it. */
export interface PolledTask {
  readonly taskId: string;
  readonly workflowInstanceId: string;
}

/** What becomes of a task in a worker's hands. */
export interface Result {
  readonly status: 'COMPLETED' | 'FAILED' | 'FAILED_WITH_TERMINAL_ERROR';
  readonly outputData?: Readonly<Record<string, unknown>>;
  readonly reasonForIncompletion?: string;
  readonly logs?: readonly { readonly log: string }[];
}

/** What workers and scripts do over REST, for specs that need a server in a certain state. */
export class ConductorApi {
  readonly #base: string;

  /** `host` as in http://127.0.0.1:8080 */
  constructor(host: string) {
    this.#base = `${host}/api`;
  }

  async #call(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(this.#base + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async register(definition: unknown): Promise<void> {
    await this.#call('POST', '/metadata/workflow?overwrite=true', definition);
  }

  async registerTasks(definitions: unknown): Promise<void> {
    await this.#call('POST', '/metadata/taskdefs', definitions);
  }

  /** The definition of two worker tasks, with those. */
  async registerTwoSteps(name: string): Promise<void> {
    await this.registerTasks(taskDefinitions(name));
    await this.register(twoSteps(name));
  }

  /** Starts a run; gives its id. */
  async start(name: string, input: unknown = {}, correlationId?: string): Promise<string> {
    const body = { name, version: 1, input, ...(correlationId === undefined ? {} : { correlationId }) };
    return (await this.#call('POST', '/workflow', body)).text();
  }

  async terminate(workflowId: string, reason: string): Promise<void> {
    await this.#call('DELETE', `/workflow/${workflowId}?reason=${encodeURIComponent(reason)}`);
  }

  async status(workflowId: string): Promise<string> {
    const answer: { status: string } = await (
      await this.#call('GET', `/workflow/${workflowId}?includeTasks=false`)
    ).json();
    return answer.status;
  }

  /** Does one step of a workflow the way a worker would: polls for its task and reports what became of it. */
  async work(workflow: string, ref: string, result: Result): Promise<void> {
    const task = await this.#poll(taskType(workflow, ref));
    await this.#call('POST', '/tasks', {
      workflowInstanceId: task.workflowInstanceId,
      taskId: task.taskId,
      workerId: 'e2e',
      ...result,
    });
  }

  async complete(workflow: string, ref: string, outputData: Result['outputData'] = {}): Promise<void> {
    await this.work(workflow, ref, { status: 'COMPLETED', outputData });
  }

  async fail(workflow: string, ref: string, reasonForIncompletion: string): Promise<void> {
    await this.work(workflow, ref, {
      status: 'FAILED',
      reasonForIncompletion,
      outputData: { code: 402 },
      logs: [{ log: `tried ${ref}` }],
    });
  }

  /** The next task of this type; waits up to five seconds for one. */
  async #poll(type: string): Promise<PolledTask> {
    const path = `/tasks/poll/batch/${type}?count=1&timeout=5000&workerid=e2e`;
    const batch: PolledTask[] = await (await this.#call('GET', path)).json();
    const [task] = batch;
    if (task === undefined) throw new Error(`no ${type} task came within five seconds`);
    return task;
  }
}
