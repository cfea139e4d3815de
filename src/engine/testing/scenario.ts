import {
  startWorkflowRequestSchema,
  taskResultSchema,
  type Task,
  type TaskDef,
  type Workflow,
  type WorkflowDef,
} from '#contract/index.ts';
import type { Engine } from '../engine.ts';
import type { Payload } from '../model.ts';
import { createEngine, type EngineOptions } from '../service/create-engine.ts';
import { settled } from './fake-clock.ts';
import { mortalPorts } from './mortal-ports.ts';
import { fakePorts, type FakePorts, type FakePortsOptions } from './fake-ports.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface ScenarioOptions extends FakePortsOptions {
  readonly taskDefs?: readonly TaskDef[];
  readonly ports?: FakePorts;
  readonly engine?: EngineOptions;
}

/** An engine over fake ports with words for what tests do to it. */
export class Scenario {
  engine: Engine;
  readonly ports: FakePorts;
  readonly #options: EngineOptions;
  #kill: () => void;

  private constructor(engine: Engine, kill: () => void, ports: FakePorts, options: EngineOptions) {
    this.engine = engine;
    this.#kill = kill;
    this.ports = ports;
    this.#options = options;
  }

  static async open(options: ScenarioOptions = {}): Promise<Scenario> {
    const ports = options.ports ?? fakePorts(options);
    const mortal = mortalPorts(ports);
    const engine = await createEngine(mortal.ports, options.engine);
    if (options.taskDefs !== undefined) await engine.metadata.registerTasks(options.taskDefs);
    return new Scenario(engine, mortal.kill, ports, options.engine ?? {});
  }

  /** Another engine over the same store, as after a crash of the first one. */
  crash(): Promise<void> {
    return this.down(0);
  }

  /** As `crash`, with so many seconds in between. */
  async down(seconds: number): Promise<void> {
    this.#kill();
    await this.advance(seconds);
    const mortal = mortalPorts(this.ports);
    this.#kill = mortal.kill;
    this.engine = await createEngine(mortal.ports, this.#options);
    await settled();
  }

  /** Starts a definition without registering it. */
  start(workflowDef: WorkflowDef, fields: Fields = {}): Promise<string> {
    return this.engine.workflows.start(
      startWorkflowRequestSchema.parse({ name: workflowDef.name, workflowDef, ...fields }),
    );
  }

  /** Starts a definition that registration would refuse. */
  async startUnchecked(def: WorkflowDef, fields: Fields = {}): Promise<string> {
    await this.ports.store.commit([{ kind: 'workflowDef.put', def }]);
    return this.engine.workflows.start(startWorkflowRequestSchema.parse({ name: def.name, ...fields }));
  }

  get(workflowId: string): Promise<Workflow> {
    return this.engine.workflows.get(workflowId, { includeTasks: true });
  }

  async status(workflowId: string): Promise<string> {
    return (await this.get(workflowId)).status;
  }

  /** `ref STATUS` of every task in order. */
  async trace(workflowId: string): Promise<string[]> {
    return (await this.get(workflowId)).tasks.map((task) => `${task.referenceTaskName} ${task.status}`);
  }

  /** The newest attempt under a reference name. */
  async task(workflowId: string, reference: string): Promise<Task> {
    const { tasks } = await this.get(workflowId);
    const task = tasks.findLast((each) => each.referenceTaskName === reference);
    if (task === undefined) throw new Error(`No task ${reference}`);
    return task;
  }

  /** Polls once, without waiting. */
  async poll(
    taskType: string,
    fields: { readonly workerId?: string; readonly domain?: string } = {},
  ): Promise<Task | undefined> {
    const [task] = await this.engine.tasks.poll({ taskType, count: 1, timeoutMs: 0, ...fields });
    return task;
  }

  /** Polls for a task that must be there. */
  async take(taskType: string, fields: { readonly workerId?: string } = {}): Promise<Task> {
    const task = await this.poll(taskType, fields);
    if (task === undefined) throw new Error(`Nothing to poll for ${taskType}`);
    return task;
  }

  update(task: Task, status: string, fields: Fields = {}): Promise<string> {
    return this.engine.tasks.update(
      taskResultSchema.parse({
        workflowInstanceId: task.workflowInstanceId,
        taskId: task.taskId,
        status,
        ...fields,
      }),
    );
  }

  /** Polls for a task and completes it. */
  async complete(taskType: string, outputData: Payload = {}): Promise<Task> {
    return this.finish(taskType, 'COMPLETED', { outputData });
  }

  /** Polls for a task and fails it. */
  async fail(taskType: string, reasonForIncompletion = 'no luck'): Promise<Task> {
    return this.finish(taskType, 'FAILED', { reasonForIncompletion });
  }

  async finish(taskType: string, status: string, fields: Fields = {}): Promise<Task> {
    const task = await this.take(taskType);
    await this.update(task, status, fields);
    await settled();
    return task;
  }

  async advance(seconds: number): Promise<void> {
    await this.ports.clock.advance(seconds * 1000);
  }
}
