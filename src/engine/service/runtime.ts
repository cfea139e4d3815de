import { isWorkflowTerminal } from '#contract/index.ts';
import { decide, decideAnew } from '../core/decide.ts';
import { Draft, type PublishedMessage } from '../core/draft.ts';
import { publishStateChanges } from '../core/events/state-changes.ts';
import type { CallPorts, TaskOutcome, Tools } from '../core/task-type.ts';
import { settleCall } from '../core/operations/settle-call.ts';
import { isOpen, WorkflowState } from '../core/workflow-state.ts';
import { internal, isGone, notFound, NotStored } from '../errors.ts';
import type { TaskModel, WorkflowModel } from '../model.ts';
import type { Change, EnginePorts } from '../ports.ts';
import { decided } from '../postponed.ts';
import { Calls } from './calls.ts';
import { Children, type Revival } from './children.ts';
import type { CommitWatch } from './commit-watch.ts';
import type { Definitions } from './definitions.ts';
import { Effects } from './effects.ts';
import { failureWorkflowDraft } from './failure-workflow.ts';
import { FollowUps } from './follow-ups.ts';
import type { Idempotency } from './idempotency.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import type { Limits } from './limits.ts';
import type { Metrics } from './metrics.ts';
import { keepNews, newsOfRemoval, removed, type NewsOfChild } from './removal-news.ts';
import { startByTask } from './starting.ts';
import { StateCache } from './state-cache.ts';
import { Timers } from './timers.ts';
import { runTogether, Turns, type Operation } from './turns.ts';
import type { WorkerQueues } from './worker-queues.ts';
import type { WorkflowLimits } from './workflow-limits.ts';

/** After a decision that failed in the engine itself, time is given to whatever caused it. */
const retryAfterMs = 30_000;

export interface RuntimeParts {
  readonly ports: EnginePorts;
  readonly tools: Tools;
  readonly definitions: Definitions;
  readonly queues: WorkerQueues;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly watch: CommitWatch;
  readonly idempotency: Idempotency;
  readonly workflowLimits: WorkflowLimits;
  readonly cachedBytes: number;
  /** Hears of messages once they are stored. */
  published(this: void, messages: readonly PublishedMessage[]): void;
}

/**
 * The loop through which every change of an execution goes, one at a time for each: load, decide, commit in one
 * write, and only then let the world know. What is not committed has not happened.
 */
export class Runtime {
  readonly #parts: RuntimeParts;
  readonly #mutex = new KeyedMutex();
  readonly #turns: Turns;
  readonly #cache: StateCache;
  readonly #timers: Timers;
  readonly #calls: Calls;
  readonly #followUps: FollowUps;
  readonly #children: Children;
  readonly #effects: Effects;
  readonly #background = new Set<Promise<void>>();
  #isClosed = false;

  constructor(parts: RuntimeParts) {
    this.#parts = parts;
    this.#cache = new StateCache(parts.cachedBytes);
    this.#turns = new Turns((workflowId, turn) =>
      this.#exclusively(workflowId, () => this.#run(workflowId, turn())),
    );
    this.#timers = new Timers(parts.ports.clock, (workflowId) =>
      this.#decideInBackground(workflowId, decide),
    );
    const { store, http, model } = parts.ports;
    const reach: CallPorts = {
      http,
      model,
      startWorkflow: (request, task) => startByTask({ ...parts, store, executions: this }, request, task),
    };
    this.#calls = new Calls(parts.ports, reach, parts.tools, (task, outcome, startedAt) =>
      this.#callEnded(task, outcome, startedAt),
    );
    this.#followUps = new FollowUps(parts.ports);
    this.#children = new Children({ ...parts, store, followUps: this.#followUps, executions: this });
    this.#effects = new Effects({ ...parts, calls: this.#calls, children: this.#children });
  }

  get tools(): Tools {
    return this.#parts.tools;
  }

  now(): number {
    return this.#parts.ports.clock.now();
  }

  /** An execution as it was last committed. */
  async read(workflowId: string): Promise<WorkflowState> {
    return this.#cache.get(workflowId) ?? this.#load(workflowId);
  }

  /**
   * Changes an execution: `operation` works on a draft, and what it leaves there is committed. Operations that wait
   * for the same execution take their turn together, in one write; each sees what those before it have done.
   */
  change<T>(workflowId: string, operation: (draft: Draft) => T): Promise<T> {
    return this.#turns.take(workflowId, operation);
  }

  /** As `change`, for operations that lay their draft over less than what is there. */
  rebuild(
    workflowId: string,
    operation: (state: WorkflowState, now: number) => Draft | Promise<Draft>,
  ): Promise<void> {
    return this.#exclusively(workflowId, async () => {
      const draft = await decided(async () => {
        const state = await this.read(workflowId);
        return operation(state, this.#nowFor(state));
      });
      await this.#commit(draft);
    });
  }

  /** Takes an execution away. `makeChanges` says how, and may refuse. */
  remove(workflowId: string, makeChanges: (state: WorkflowState) => readonly Change[]): Promise<void> {
    return this.#exclusively(workflowId, async () => {
      const state = await this.read(workflowId);
      const changes = makeChanges(state);
      const now = this.#nowFor(state);
      const news = await newsOfRemoval(state, this.#parts.ports.store, now);
      await this.#write([workflowId], [...changes, ...news.map(keepNews)]);
      this.#forget(workflowId);
      const wasOpen = !isWorkflowTerminal(state.workflow.status);
      const gone = wasOpen ? { ...state.workflow, ...removed } : state.workflow;
      for (const task of state.tasks()) {
        const endTime = isOpen(task) ? now : task.endTime;
        this.#effects.followTask({ before: task, after: { ...task, status: 'CANCELED', endTime } }, gone);
      }
      for (const each of news) this.#children.hear(each);
      this.#parts.metrics.removed(wasOpen);
      this.#parts.watch.committed(workflowId);
      this.#parts.workflowLimits.release(state.workflow);
    });
  }

  /**
   * Starts an execution that is new: commits what `make` gives, in the turn of the execution it is to be. With it may
   * come others that are as new, all or none.
   */
  begin(workflowId: string, make: () => Promise<Draft | readonly Draft[] | undefined>): Promise<void> {
    return this.#exclusively(workflowId, async () => {
      const drafts = [(await decided(make)) ?? []].flat();
      if (drafts.length === 0) return;
      try {
        await this.#commit(...drafts);
      } catch (error) {
        for (const draft of drafts) this.#parts.workflowLimits.release(draft.workflow);
        throw error;
      }
    });
  }

  /** Lets an execution begin that has waited for room under its rate limit. */
  admit(workflowId: string): void {
    void this.#followUps.start(`Admitting workflow ${workflowId}`, () =>
      this.change(workflowId, (draft) => {
        const { rateLimit, status } = draft.workflow;
        if (rateLimit?.isWaiting !== true || isWorkflowTerminal(status)) return;
        draft.updateWorkflow({ rateLimit: { ...rateLimit, isWaiting: false } });
        decideAnew(draft, this.tools);
      }),
    );
  }

  /** Takes up what an earlier run of the engine has left open. */
  adopt(workflow: WorkflowModel, tasks: readonly TaskModel[], nextDue: number | undefined): void {
    const { workflowId } = workflow;
    for (const task of tasks) this.#effects.followTask({ before: undefined, after: task }, workflow);
    if (tasks.length === 0) this.#decideInBackground(workflowId, decideAnew);
    else this.#timers.set(workflowId, nextDue);
  }

  /** Lets the executions above one that an operator has set going again go on with it. */
  async reviveParents(workflowId: string, operation: Revival): Promise<void> {
    const workflow = await this.#parts.ports.store.workflowModel(workflowId);
    if (workflow?.parentWorkflowTaskId !== undefined) await this.#children.revive(workflow, operation);
  }

  /** Takes up an open execution that none of its parent's open tasks waits for. */
  adoptChild(workflow: WorkflowModel): void {
    this.#children.adopt(workflow);
  }

  /** Passes on what an earlier run of the engine has not told of a removal. */
  hear(news: NewsOfChild): void {
    this.#children.hear(news);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#calls.stop();
    const followed = this.#followUps.close();
    await this.#mutex.idle();
    await followed;
    await Promise.allSettled(this.#background);
    // Last: what was still being stored has set timers.
    this.#timers.stop();
  }

  /** The time for an execution does not go back when the clock is set back: what comes later is later. */
  #nowFor({ workflow }: WorkflowState): number {
    return Math.max(this.now(), workflow.updateTime);
  }

  async #draft(workflowId: string): Promise<Draft> {
    const state = await this.read(workflowId);
    return new Draft(state, this.#nowFor(state));
  }

  async #run(workflowId: string, operations: readonly Operation[]): Promise<void> {
    const { draft, outcome } = await decided(async () => {
      const begun = await this.#draft(workflowId);
      return { draft: begun, outcome: runTogether(begun, operations) };
    });
    if (outcome !== 'spoilt') {
      await this.#commit(draft);
      for (const settle of outcome.settling) settle();
      if (outcome.left.length > 0) await this.#run(workflowId, outcome.left);
      return;
    }
    // One of them failed half-way, and what it did cannot be told from what the others did: each by itself, then.
    for (const operation of operations) await this.#runAlone(workflowId, operation);
  }

  async #runAlone(workflowId: string, operation: Operation): Promise<void> {
    try {
      const draft = await decided(async () => {
        const begun = await this.#draft(workflowId);
        operation.run(begun);
        return begun;
      });
      await this.#commit(draft);
      operation.resolve();
    } catch (error) {
      operation.reject(error);
    }
  }

  async #commit(...changed: readonly Draft[]): Promise<void> {
    const failures: Draft[] = [];
    const drafts = [...changed];
    try {
      for (const draft of changed) {
        const failure = await failureWorkflowDraft(draft, this.#parts);
        if (failure !== undefined) failures.push(failure);
      }
      drafts.push(...failures);
      const ids = drafts.map(({ workflow }) => workflow.workflowId);
      for (const each of drafts) publishStateChanges(each, this.tools);
      await this.#write(
        ids,
        drafts.flatMap((each) => each.changes()),
      );
    } catch (error) {
      for (const failure of failures) this.#parts.workflowLimits.release(failure.workflow);
      throw error;
    }
    for (const each of drafts) this.#settle(each);
    for (const failure of failures) this.#decideInBackground(failure.workflow.workflowId, decideAnew);
  }

  async #write(workflowIds: readonly string[], changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    try {
      await this.#parts.ports.store.commit(changes);
    } catch (error) {
      for (const workflowId of workflowIds) this.#cache.drop(workflowId);
      this.#parts.ports.log.error('A change could not be stored and has not taken place', error);
      throw new NotStored(
        `The change could not be stored: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  /** What was committed becomes visible, and its effects begin. */
  #settle(draft: Draft): void {
    const { workflowId } = draft.workflow;
    const committed = draft.apply();
    if (isWorkflowTerminal(committed.workflow.status)) {
      this.#forget(workflowId);
    } else {
      this.#cache.put(workflowId, draft.base);
      this.#timers.set(workflowId, draft.base.nextDue());
    }
    this.#parts.metrics.committed(committed);
    this.#parts.watch.committed(workflowId);
    this.#parts.workflowLimits.follow(committed.workflow);
    this.#effects.follow(committed);
  }

  #forget(workflowId: string): void {
    this.#cache.drop(workflowId);
    this.#timers.set(workflowId, undefined);
  }

  async #callEnded(task: TaskModel, outcome: TaskOutcome, startedAt: number): Promise<void> {
    try {
      await this.change(task.workflowInstanceId, (draft) => {
        settleCall(draft, this.tools, task, outcome, startedAt);
        decide(draft, this.tools);
      });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  #decideInBackground(workflowId: string, how: typeof decide): void {
    if (this.#isClosed) return;
    const work = this.change(workflowId, (draft) => how(draft, this.tools)).catch((error: unknown) => {
      if (isGone(error)) return;
      this.#parts.ports.log.error(`Deciding on workflow ${workflowId} failed`, error);
      this.#timers.set(workflowId, this.now() + retryAfterMs);
    });
    this.#background.add(work);
    void work.finally(() => this.#background.delete(work));
  }

  async #load(workflowId: string): Promise<WorkflowState> {
    const stored = await this.#parts.ports.store.workflow(workflowId);
    if (stored === undefined) throw notFound(`No such workflow found by id: ${workflowId}`);
    return WorkflowState.of(stored);
  }

  #exclusively<T>(workflowId: string, job: () => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(internal('The engine is closed'));
    return this.#mutex.run(workflowId, job);
  }
}
