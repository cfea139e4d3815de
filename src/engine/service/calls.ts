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

/** Calls to the outside on behalf of tasks, each task's once at a time; a task that is run again calls again. */
export class Calls {
  readonly #ports: Pick<EnginePorts, 'clock' | 'log'>;
  readonly #reach: CallPorts;
  readonly #tools: Tools;
  readonly #ended: Ended;
  readonly #known = new Set<string>();
  readonly #waiting = new Map<string, TaskModel>();
  readonly #alarms = new Map<string, () => void>();
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
    if (this.#isStopped || this.#known.has(runOf(task))) return;
    this.#known.add(runOf(task));
    this.#waiting.set(runOf(task), task);
    this.#startNext();
  }

  /** A call that has not been made when its task ends never is; one that is under way is not heard of any more. */
  withdraw(task: TaskModel): void {
    const run = runOf(task);
    if (this.#waiting.delete(run)) this.#known.delete(run);
    this.#alarms.get(run)?.();
    this.#alarms.delete(run);
  }

  /** What is under way is not waited for: its tasks are still open and are taken up again at the next start. */
  stop(): void {
    this.#isStopped = true;
    this.#waiting.clear();
    for (const cancel of this.#alarms.values()) cancel();
  }

  #startNext(): void {
    while (this.#running < mostAtOnce) {
      const [task] = this.#waiting.values();
      if (task === undefined) return;
      this.#waiting.delete(runOf(task));
      this.#running += 1;
      void this.#perform(task).finally(() => {
        this.#running -= 1;
        this.#known.delete(runOf(task));
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
      this.#startLater(task);
    }
  }

  #startLater(task: TaskModel): void {
    const { clock } = this.#ports;
    const cancel = clock.at(clock.now() + retryAfterMs, () => {
      this.#alarms.delete(runOf(task));
      this.start(task);
    });
    this.#alarms.set(runOf(task), cancel);
  }
}

/** A task that an operator has run again keeps its id. */
function runOf({ taskId, scheduledTime }: TaskModel): string {
  return `${taskId}/${scheduledTime}`;
}
