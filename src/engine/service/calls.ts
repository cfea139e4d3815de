import { withoutSecrets, withSecrets } from '../core/secrets.ts';
import { runsAs } from '../core/runs-as.ts';
import type { CallPorts, TaskOutcome, Tools } from '../core/task-type.ts';
import type { TaskModel } from '../model.ts';
import type { EnginePorts } from '../ports.ts';

/** When the outcome of a call cannot be stored, the call is made again after a while. */
const retryAfterMs = 30_000;

/** Of a task type. More would only wait for sockets and each other; those of another type wait for something else. */
const mostAtOnce = 100;

type Ended = (task: TaskModel, outcome: TaskOutcome, startedAt: number) => Promise<void>;

/** The call of a task, from when it is asked for until its outcome is stored or its task has ended. */
interface Call {
  readonly task: TaskModel;
  readonly line: Line;
  isUnderWay: boolean;
  /** While it waits to be made again. */
  cancelAlarm?: () => void;
}

/** The calls of one task type. */
interface Line {
  readonly waiting: Set<Call>;
  underWay: number;
}

/** Calls to the outside on behalf of tasks, each task's once at a time; a task that is run again calls again. */
export class Calls {
  readonly #ports: Pick<EnginePorts, 'clock' | 'log'>;
  readonly #reach: CallPorts;
  readonly #tools: Tools;
  readonly #ended: Ended;
  readonly #calls = new Map<string, Call>();
  readonly #lines = new Map<string, Line>();
  #isStopped = false;

  /** `reach` is what calls can do. */
  constructor(ports: Pick<EnginePorts, 'clock' | 'log'>, reach: CallPorts, tools: Tools, ended: Ended) {
    this.#ports = ports;
    this.#reach = reach;
    this.#tools = tools;
    this.#ended = ended;
  }

  start(task: TaskModel): void {
    if (this.#isStopped || this.#calls.has(runOf(task))) return;
    const line = this.#line(runsAs(task));
    const call: Call = { task, line, isUnderWay: false };
    this.#calls.set(runOf(task), call);
    line.waiting.add(call);
    this.#startNext(line);
  }

  /**
   * A call that has not been made when its task ends never is; one that is under way is not heard of any more, and holds
   * no place.
   */
  withdraw(task: TaskModel): void {
    const call = this.#calls.get(runOf(task));
    if (call === undefined) return;
    this.#calls.delete(runOf(task));
    call.line.waiting.delete(call);
    call.cancelAlarm?.();
    // Later: of tasks that end together, none is to begin in the place of another.
    if (call.isUnderWay) queueMicrotask(() => this.#leave(call));
  }

  /** What is under way is not waited for: its tasks are still open and are taken up again at the next start. */
  stop(): void {
    this.#isStopped = true;
    for (const { line, cancelAlarm } of this.#calls.values()) {
      line.waiting.clear();
      cancelAlarm?.();
    }
  }

  #line(type: string): Line {
    let line = this.#lines.get(type);
    if (line === undefined) {
      line = { waiting: new Set(), underWay: 0 };
      this.#lines.set(type, line);
    }
    return line;
  }

  #startNext(line: Line): void {
    while (line.underWay < mostAtOnce) {
      const [call] = line.waiting;
      if (call === undefined) return;
      line.waiting.delete(call);
      line.underWay += 1;
      call.isUnderWay = true;
      void this.#make(call);
    }
  }

  /** Makes room for another one. */
  #leave(call: Call): void {
    if (!call.isUnderWay) return;
    call.isUnderWay = false;
    call.line.underWay -= 1;
    this.#startNext(call.line);
  }

  async #make(call: Call): Promise<void> {
    const { task } = call;
    try {
      await this.#perform(call);
      if (this.#isWanted(call)) this.#calls.delete(runOf(task));
    } catch (error) {
      if (this.#isStopped || !this.#isWanted(call)) return;
      this.#ports.log.error(`The outcome of task ${task.taskId} could not be stored`, error);
      this.#makeLater(call);
    } finally {
      this.#leave(call);
    }
  }

  async #perform(call: Call): Promise<void> {
    const { task } = call;
    const startedAt = this.#ports.clock.now();
    const type = this.#tools.taskType(runsAs(task));
    if (type.mode !== 'call') return;
    const given = type.seesSecrets === true ? withSecrets(task, this.#tools.environment) : task;
    const performed = await type.perform(given, this.#reach);
    const outcome = withoutSecrets(performed, task, this.#tools.environment);
    if (!this.#isStopped && this.#isWanted(call)) await this.#ended(task, outcome, startedAt);
  }

  /** Whether its task still waits for it. */
  #isWanted(call: Call): boolean {
    return this.#calls.get(runOf(call.task)) === call;
  }

  #makeLater(call: Call): void {
    const { clock } = this.#ports;
    call.cancelAlarm = clock.at(clock.now() + retryAfterMs, () => {
      call.line.waiting.add(call);
      this.#startNext(call.line);
    });
  }
}

/** A task that an operator has run again keeps its id. */
function runOf({ taskId, scheduledTime }: TaskModel): string {
  return `${taskId}/${scheduledTime}`;
}
