import { withoutSecrets, withSecrets } from '../core/secrets.ts';
import { runsAs } from '../core/runs-as.ts';
import type { CallPorts, TaskOutcome, Tools } from '../core/task-type.ts';
import type { TaskModel } from '../model.ts';
import type { EnginePorts } from '../ports.ts';

/** When the outcome of a call cannot be stored, the call is made again after a while. */
const retryAfterMs = 30_000;

/** More would only wait for sockets and each other. */
const mostAtOnce = 100;

type Ended = (task: TaskModel, outcome: TaskOutcome, startedAt: number) => Promise<void>;

/** Calls to the outside on behalf of tasks, each task's once at a time. */
export class Calls {
  readonly #ports: Pick<EnginePorts, 'clock' | 'log'>;
  readonly #reach: CallPorts;
  readonly #tools: Tools;
  readonly #ended: Ended;
  readonly #known = new Set<string>();
  readonly #waiting: TaskModel[] = [];
  #running = 0;
  #isStopped = false;

  /** `reach` is what calls can do. */
  constructor(ports: Pick<EnginePorts, 'clock' | 'log'>, reach: CallPorts, tools: Tools, ended: Ended) {
    this.#ports = ports;
    this.#reach = reach;
    this.#tools = tools;
    this.#ended = ended;
  }

  start(task: TaskModel): void {
    if (this.#isStopped || this.#known.has(task.taskId)) return;
    this.#known.add(task.taskId);
    this.#waiting.push(task);
    this.#startNext();
  }

  /** What is under way is not waited for: its tasks are still open and are taken up again at the next start. */
  stop(): void {
    this.#isStopped = true;
    this.#waiting.length = 0;
  }

  #startNext(): void {
    while (this.#running < mostAtOnce) {
      const task = this.#waiting.shift();
      if (task === undefined) return;
      this.#running += 1;
      void this.#perform(task).finally(() => {
        this.#running -= 1;
        this.#known.delete(task.taskId);
        this.#startNext();
      });
    }
  }

  async #perform(task: TaskModel): Promise<void> {
    const startedAt = this.#ports.clock.now();
    const type = this.#tools.taskType(runsAs(task));
    if (type.mode !== 'call') return;
    try {
      const given = type.seesSecrets === true ? withSecrets(task, this.#tools.environment) : task;
      const performed = await type.perform(given, this.#reach);
      const outcome = withoutSecrets(performed, task, this.#tools.environment);
      if (!this.#isStopped) await this.#ended(task, outcome, startedAt);
    } catch (error) {
      if (this.#isStopped) return;
      this.#ports.log.error(`The outcome of task ${task.taskId} could not be stored`, error);
      this.#ports.clock.at(this.#ports.clock.now() + retryAfterMs, () => this.start(task));
    }
  }
}
