import type { ScheduleExecution, WorkflowSchedule } from '#contract/index.ts';
import { nameUuid } from '../core/child-id.ts';
import { dueAfter } from '../core/schedules/due.ts';
import { workflowOf } from '../core/schedules/search.ts';
import { EngineError, NotStored } from '../errors.ts';
import type { Due, StoredSchedule } from '../model.ts';
import type { Change } from '../ports.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import type { EngineParts } from './parts.ts';
import { ScheduleHistory } from './schedule-history.ts';
import { startRequested } from './start-request.ts';
import { Timers } from './timers.ts';

/** When a start cannot be stored it is tried again after a while. */
const retryAfterMs = 30_000;

/**
 * Starts what is due. One alarm stands at the nearest moment, and none when nothing is scheduled. A start, its place in
 * the history and the schedule's next moment are one write, so that each start happens once, whatever crashes.
 */
export class Scheduler {
  readonly #parts: EngineParts;
  readonly #stored: Map<string, StoredSchedule>;
  readonly history: ScheduleHistory;
  readonly #mutex = new KeyedMutex();
  readonly #timers: Timers;
  readonly #firing = new Set<Promise<void>>();
  #isRunning = false;

  private constructor(parts: EngineParts, stored: readonly StoredSchedule[]) {
    this.#parts = parts;
    this.history = new ScheduleHistory(parts.ports.store);
    this.#stored = new Map(stored.map((each) => [each.schedule.name, each]));
    this.#timers = new Timers(parts.ports.clock, (name) => this.#fireInBackground(name));
  }

  static async open(parts: EngineParts): Promise<Scheduler> {
    const stored = await parts.ports.store.documents('schedule');
    const scheduler = new Scheduler(
      parts,
      stored.map(({ value }) => value),
    );
    scheduler.start();
    return scheduler;
  }

  schedules(): readonly WorkflowSchedule[] {
    return [...this.#stored.values()].map(({ schedule }) => schedule);
  }

  schedule(name: string): WorkflowSchedule | undefined {
    return this.#stored.get(name)?.schedule;
  }

  /** Replaces a schedule by what `make` gives, or adds one: it starts next at its first moment from now on. */
  change(name: string, make: (before: WorkflowSchedule | undefined) => WorkflowSchedule): Promise<void> {
    return this.#mutex.run(name, async () => {
      const schedule = make(this.#stored.get(name)?.schedule);
      const stored = withDue(schedule, dueAfter(schedule, this.#now()));
      await this.#parts.ports.store.commit([put(stored)]);
      this.#keep(stored);
    });
  }

  remove(name: string): Promise<void> {
    return this.#mutex.run(name, async () => {
      await this.#parts.ports.store.commit([{ kind: 'document.delete', collection: 'schedule', key: name }]);
      this.#stored.delete(name);
      this.#timers.set(name, undefined);
    });
  }

  /** What has fallen due meanwhile is started now, and whatever else was missed where the schedule says so. */
  start(): void {
    this.#isRunning = true;
    for (const stored of this.#stored.values()) this.#arm(stored);
  }

  /** Starts nothing until `start`. */
  stop(): void {
    this.#isRunning = false;
    this.#timers.stop();
  }

  async close(): Promise<void> {
    this.stop();
    await Promise.all(this.#firing);
  }

  #now(): number {
    return this.#parts.ports.clock.now();
  }

  #keep(stored: StoredSchedule): void {
    this.#stored.set(stored.schedule.name, stored);
    this.#arm(stored);
  }

  #arm({ schedule, due }: StoredSchedule): void {
    if (this.#isRunning) this.#timers.set(schedule.name, schedule.paused ? undefined : due?.at);
  }

  #fireInBackground(name: string): void {
    const firing = this.#mutex
      .run(name, () => this.#fire(name))
      .catch((error: unknown) => {
        this.#parts.ports.log.error(`The start of schedule ${name} could not be stored`, error);
        if (this.#isRunning) this.#timers.set(name, this.#now() + retryAfterMs);
      })
      .finally(() => this.#firing.delete(firing));
    this.#firing.add(firing);
  }

  async #fire(name: string): Promise<void> {
    const stored = this.#stored.get(name);
    if (!this.#isRunning || stored?.due === undefined || stored.schedule.paused) return;
    const { schedule, due } = stored;
    const now = this.#now();
    // The clock was set back meanwhile.
    if (due.at > now) return this.#arm(stored);
    const missedAreMadeUpFor = schedule.runCatchupScheduleInstances;
    const next = withDue(schedule, dueAfter(schedule, missedAreMadeUpFor ? due.at : Math.max(now, due.at)));
    if (await this.history.has(name, due.at)) await this.#parts.ports.store.commit([put(next)]);
    else await this.#startOnce(schedule, due, [put(next), ...(await this.history.makeRoom(name))]);
    this.#keep(next);
  }

  /** Starts, or notes why not; with either goes `alongside`. */
  async #startOnce(schedule: WorkflowSchedule, due: Due, alongside: readonly Change[]): Promise<void> {
    const { startWorkflowRequest } = schedule;
    if (startWorkflowRequest === undefined) return;
    const executionTime = this.#now();
    const executionId = nameUuid(`schedule:${schedule.name}:${schedule.createTime}:${due.at}`);
    const input = {
      ...startWorkflowRequest.input,
      _startedByScheduler: schedule.name,
      _scheduledTime: due.at,
      _executedTime: executionTime,
      _executionId: executionId,
      _schedulerCron: `${due.cronExpression} ${due.zoneId}`,
    };
    const changes = (outcome: Pick<ScheduleExecution, 'state' | 'workflowId' | 'reason'>) => [
      ...alongside,
      this.history.put({
        executionId,
        scheduleName: schedule.name,
        scheduledTime: due.at,
        executionTime,
        workflowName: workflowOf(schedule),
        startWorkflowRequest,
        zoneId: schedule.zoneId,
        ...outcome,
      }),
    ];
    try {
      await startRequested(
        this.#parts,
        { ...startWorkflowRequest, input },
        { alongside: (workflowId) => changes({ state: 'EXECUTED', workflowId }) },
      );
    } catch (error) {
      if (!(error instanceof EngineError) || error instanceof NotStored) throw error;
      await this.#parts.ports.store.commit(changes({ state: 'FAILED', reason: error.message }));
    }
    this.history.stored(schedule.name);
  }
}

function withDue(schedule: WorkflowSchedule, due: Due | undefined): StoredSchedule {
  return due === undefined ? { schedule } : { schedule, due };
}

function put(stored: StoredSchedule): Change {
  return { kind: 'document.put', collection: 'schedule', key: stored.schedule.name, value: stored };
}
