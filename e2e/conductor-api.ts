import helloWorkflow from '../examples/workflows/hello-workflow.json' with { type: 'json' };
import tasks from '../examples/workflows/tasks.json' with { type: 'json' };

/** A task as a worker sees it. */
export interface PolledTask {
  readonly taskId: string;
  readonly workflowInstanceId: string;
  readonly inputData: Record<string, unknown>;
}

/** What workers and scripts do over REST, for specs that need a server in a certain state. */
export class ConductorApi {
  readonly #base: string;

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

  async registerHelloWorld(): Promise<void> {
    await this.registerTasks(tasks);
    await this.register(helloWorkflow);
  }

  async start(name: string, input: unknown = {}): Promise<string> {
    return (await this.#call('POST', `/workflow/${encodeURIComponent(name)}`, input)).text();
  }

  async status(workflowId: string): Promise<string> {
    const answer: { status: string } = await (await this.#call('GET', `/workflow/${workflowId}/status`)).json();
    return answer.status;
  }

  async output(workflowId: string): Promise<unknown> {
    const answer: { output: unknown } = await (await this.#call('GET', `/workflow/${workflowId}`)).json();
    return answer.output;
  }

  /** The next task of this type; waits up to five seconds for one. */
  async poll(taskType: string): Promise<PolledTask> {
    const path = `/tasks/poll/batch/${taskType}?count=1&timeout=5000&workerid=e2e`;
    const batch: PolledTask[] = await (await this.#call('GET', path)).json();
    const task = batch[0];
    if (task === undefined) throw new Error(`no ${taskType} task came within five seconds`);
    return task;
  }

  async update(
    task: PolledTask,
    status: 'COMPLETED' | 'FAILED' | 'FAILED_WITH_TERMINAL_ERROR',
    outputData: Record<string, unknown> = {},
    reasonForIncompletion?: string,
  ): Promise<void> {
    await this.#call('POST', '/tasks', {
      workflowInstanceId: task.workflowInstanceId,
      taskId: task.taskId,
      status,
      outputData,
      workerId: 'e2e',
      ...(reasonForIncompletion === undefined ? {} : { reasonForIncompletion }),
    });
  }

  /** Does a task the way a worker would: polls for it and completes it. */
  async complete(taskType: string, outputData: Record<string, unknown> = {}): Promise<PolledTask> {
    const task = await this.poll(taskType);
    await this.update(task, 'COMPLETED', outputData);
    return task;
  }
}
