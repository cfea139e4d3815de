import { isTaskTerminal, type TaskExecLog, type WorkflowStatus } from '#contract/index.ts';
import type {
  EventMessage,
  Payload,
  SecretPlaces,
  TaskModel,
  WorkflowBody,
  WorkflowModel,
} from '../model.ts';
import type { Change } from '../ports.ts';
import { definitionIndex, type DefinitionIndex } from './definition-index.ts';
import { bareReference, insideSuffix, loopSuffix, outsideSuffix } from './loops.ts';
import { overlaid } from './secret-places.ts';
import { summarizeTask, summarizeWorkflow } from './summaries.ts';
import { Variables } from './variables.ts';
import { awaited, isOpen, isPending, joinOn, waitsForOthers, type WorkflowState } from './workflow-state.ts';

/** A failure workflow that has to start together with the end of this one. */
export interface FailureWorkflowStart {
  readonly name: string;
  readonly version: number | undefined;
  readonly failedTaskId: string | undefined;
}

/** A task that differs from what was committed; without `before` it is new. */
export interface ChangedTask {
  readonly before: TaskModel | undefined;
  readonly after: TaskModel;
}

/** What a commit has changed. */
export interface Committed {
  readonly workflow: WorkflowModel;
  /** Undefined: the execution is new. */
  readonly statusBefore: WorkflowStatus | undefined;
  readonly tasks: readonly ChangedTask[];
  readonly published: readonly PublishedMessage[];
}

/** A message with the key that keeps it in the order of publishing until it is delivered. */
export interface PublishedMessage {
  readonly key: string;
  readonly message: EventMessage;
}

/**
 * A decision in the making: what it changes, laid over a committed state that it leaves as it is. Its cost follows
 * the change, not the size of the execution. Thrown away, nothing has happened.
 */
export class Draft {
  readonly base: WorkflowState;
  readonly now: number;
  #workflow: WorkflowModel;
  #body: WorkflowBody;
  #isNew: boolean;
  #last: TaskModel | undefined;
  #openCount: number;
  readonly #variables: Variables;
  readonly #tasks = new Map<string, TaskModel>();
  readonly #latest = new Map<string, TaskModel>();
  readonly #latestIteration = new Map<string, TaskModel>();
  readonly #dropped = new Map<string, TaskModel>();
  readonly #joinsAwaiting = new Map<string, string[]>();
  readonly #undecided = new Set<string>();
  readonly #joinsToCheck = new Set<string>();
  readonly #deleted: string[];
  readonly #logs = new Map<string, readonly TaskExecLog[]>();
  readonly #published: PublishedMessage[] = [];
  readonly #alongside: Change[] = [];
  failureWorkflow: FailureWorkflowStart | undefined;
  #revision = 0;

  /** `deleted` names tasks in the store that the base no longer has. */
  constructor(
    base: WorkflowState,
    now: number,
    options: { readonly isNew?: boolean; readonly deleted?: string[] } = {},
  ) {
    this.base = base;
    this.now = now;
    this.#workflow = base.workflow;
    this.#body = base.body;
    this.#variables = new Variables(base.workflow.variables);
    this.#isNew = options.isNew ?? false;
    this.#deleted = options.deleted ?? [];
    this.#last = base.last;
    this.#openCount = base.openCount;
  }

  /** Differs after every change. */
  get revision(): number {
    return this.#revision;
  }

  get workflow(): WorkflowModel {
    return this.#workflow;
  }

  get body(): WorkflowBody {
    return this.#body;
  }

  get index(): DefinitionIndex {
    return definitionIndex(this.#body.definition);
  }

  get openCount(): number {
    return this.#openCount;
  }

  /** The task scheduled last. */
  get last(): TaskModel | undefined {
    return this.#last;
  }

  get lastSeq(): number {
    return this.#last?.seq ?? 0;
  }

  get isEmpty(): boolean {
    return this.base.size === 0 && this.#tasks.size === 0;
  }

  task(taskId: string): TaskModel | undefined {
    if (this.#dropped.has(taskId)) return undefined;
    return this.#tasks.get(taskId) ?? this.base.task(taskId);
  }

  /** The newest attempt under a reference name. */
  latest(reference: string): TaskModel | undefined {
    return this.#unlessDropped(this.#latest.get(reference) ?? this.base.latest(reference));
  }

  /** The newest task that a reference of the definition has become in a loop. */
  latestIteration(reference: string): TaskModel | undefined {
    return this.#unlessDropped(this.#latestIteration.get(reference) ?? this.base.latestIteration(reference));
  }

  /** How many tasks this decision has changed so far. */
  get changedCount(): number {
    return this.#tasks.size + this.#dropped.size;
  }

  /** The newest attempt of every task. Walks them all. */
  latestTasks(): TaskModel[] {
    const others = [...this.base.latestTasks()].filter((task) => !this.#latest.has(task.referenceTaskName));
    return [...others, ...this.#latest.values()].filter((task) => !this.#dropped.has(task.taskId));
  }

  /** Every task in the order of scheduling. Walks them all. */
  orderedTasks(): TaskModel[] {
    const tasks = [...this.base.tasks()].map((task) => this.#tasks.get(task.taskId) ?? task);
    for (const task of this.#tasks.values()) {
      if (this.base.task(task.taskId) === undefined) tasks.push(task);
    }
    return bySeq(tasks.filter((task) => !this.#dropped.has(task.taskId)));
  }

  openTasks(): TaskModel[] {
    return this.#select(this.base.openTaskIds(), isOpen);
  }

  /** Tasks whose consequences are not drawn yet, in the order of scheduling. */
  pendingTasks(): TaskModel[] {
    return this.#select(this.base.pendingTaskIds(), isPending);
  }

  updateWorkflow(patch: Partial<Omit<WorkflowModel, 'variables'>>): void {
    this.replaceWorkflow({ ...this.#workflow, updateTime: this.now, ...patch });
  }

  /** For taking fields away. */
  replaceWorkflow(workflow: WorkflowModel): void {
    this.#revision += 1;
    this.#workflow = workflow;
  }

  replaceBody(body: WorkflowBody): void {
    this.#revision += 1;
    this.#body = body;
  }

  /** The size of the variables' JSON if these entries were set. */
  variablesSizeWith(entries: readonly (readonly [string, unknown])[]): number {
    return this.#variables.sizeWith(entries);
  }

  /** `secrets`: where in the entries some are named. */
  setVariables(entries: readonly (readonly [string, unknown])[], secrets?: SecretPlaces): void {
    this.#revision += 1;
    const variables = this.#variables.set(entries);
    const { variableSecrets: before } = this.#workflow;
    if (before !== undefined || secrets !== undefined) {
      const names = entries.map(([name]) => name);
      this.#workflow = withVariableSecrets(this.#workflow, overlaid(before, names, secrets));
    }
    if (variables !== this.#workflow.variables) {
      this.#workflow = { ...this.#workflow, updateTime: this.now, variables };
    }
  }

  /** The variables as they are now and will stay, for somebody who keeps them. */
  shareVariables(): Payload {
    return this.#variables.share();
  }

  /** Puts a task last in the list: gives it the next seq. */
  append(task: TaskModel): TaskModel {
    const placed = { ...task, seq: this.lastSeq + 1 };
    this.put(placed);
    return placed;
  }

  put(task: TaskModel): void {
    const { taskId, referenceTaskName } = task;
    const before = this.task(taskId);
    this.#revision += 1;
    this.#openCount += Number(isOpen(task)) - Number(before !== undefined && isOpen(before));
    this.#tasks.set(taskId, task);
    const newest = this.latest(referenceTaskName);
    if (newest === undefined || newest.seq <= task.seq) this.#latest.set(referenceTaskName, task);
    if (loopSuffix(task) !== '') {
      const latest = this.latestIteration(bareReference(task));
      if (latest === undefined || latest.seq <= task.seq)
        this.#latestIteration.set(bareReference(task), task);
    }
    if (this.#last === undefined || this.#last.seq <= task.seq) this.#last = task;
    if (isPending(task) && isTaskTerminal(task.status)) this.#undecided.add(taskId);
    if (waitsForOthers(task) && isOpen(task)) this.#watchJoin(task, before);
    if (isOpen(task)) return;
    this.#checkJoinsAwaiting(referenceTaskName);
    this.#checkLoopAround(task);
  }

  /** Forgets an ended task that nothing will ask for any more. */
  drop(task: TaskModel): void {
    this.#revision += 1;
    this.#tasks.delete(task.taskId);
    this.#dropped.set(task.taskId, task);
  }

  appendLogs(taskId: string, logs: readonly TaskExecLog[]): void {
    if (logs.length === 0) return;
    this.#revision += 1;
    this.#logs.set(taskId, [...(this.#logs.get(taskId) ?? []), ...logs]);
  }

  /** Has a message delivered once this decision is committed. */
  publish(message: EventMessage): void {
    this.#revision += 1;
    const place = [this.now, this.#published.length].map((part) => String(part).padStart(15, '0'));
    this.#published.push({ key: [...place, message.id].join('-'), message });
  }

  /** Something else that is to be true exactly if this decision is committed. */
  writeAlongside(change: Change): void {
    this.#revision += 1;
    this.#alongside.push(change);
  }

  /** The tasks that differ from what was committed, also those that ended and were forgotten since. */
  changedTasks(): ChangedTask[] {
    return [...this.#dropped.values(), ...this.#tasks.values()]
      .map((after) => ({ before: this.base.task(after.taskId), after }))
      .filter(({ before, after }) => before !== after);
  }

  /** Takes the ended tasks whose consequences are to be drawn now, in the order of scheduling. */
  takeUndecided(): TaskModel[] {
    const tasks = this.#take(this.#undecided);
    return tasks.filter((task) => isPending(task) && isTaskTerminal(task.status));
  }

  /** Takes the open JOIN tasks for which something that they wait for has ended. */
  takeJoinsToCheck(): TaskModel[] {
    return this.#take(this.#joinsToCheck).filter(isOpen);
  }

  /** Puts everything that could have consequences up for decision, as after a time in which nothing was decided. */
  reconsiderAll(): void {
    for (const task of this.pendingTasks()) {
      if (isTaskTerminal(task.status)) this.#undecided.add(task.taskId);
      else if (waitsForOthers(task)) this.#joinsToCheck.add(task.taskId);
    }
  }

  /**
   * Whether everything a JOIN waits for has ended. Looks first at what was open last time, so that a join on
   * thousands of tasks does not go through all of them whenever one ends.
   */
  hasAllEnded(join: TaskModel): boolean {
    const references = joinOn(join);
    const start = this.base.joinHints.get(join.taskId) ?? 0;
    for (let n = 0; n < references.length; n += 1) {
      const at = (start + n) % references.length;
      const task = this.latest(references[at] ?? '');
      if (task !== undefined && !isOpen(task)) continue;
      this.base.joinHints.set(join.taskId, at);
      return false;
    }
    return true;
  }

  /** Whether something in a loop's current iteration is open. */
  isIterationOpen(loop: TaskModel): boolean {
    const references = this.index.nestedIn(bareReference(loop));
    const suffix = insideSuffix(loop);
    const start = this.base.joinHints.get(loop.taskId) ?? 0;
    for (let n = 0; n < references.length; n += 1) {
      const at = (start + n) % references.length;
      const task = this.latest(`${references[at] ?? ''}${suffix}`);
      if (task === undefined || !isOpen(task)) continue;
      this.base.joinHints.set(loop.taskId, at);
      return true;
    }
    return false;
  }

  /** What to write, in an order in which it can be applied. */
  changes(): Change[] {
    const { workflowId } = this.#workflow;
    const changes: Change[] = this.#deleted.map((taskId) => ({ kind: 'task.delete', taskId }));
    for (const taskId of this.#dropped.keys()) {
      if (this.base.task(taskId) !== undefined) changes.push({ kind: 'task.delete', taskId });
    }
    if (this.#isNew || this.#body !== this.base.body) {
      changes.push({ kind: 'workflow.body.put', workflowId, body: this.#body });
    }
    if (this.#isNew || this.#workflow !== this.base.workflow) {
      const summary = summarizeWorkflow(this.#workflow, this.#body);
      changes.push({ kind: 'workflow.put', workflow: this.#workflow, summary });
    }
    for (const task of this.#tasks.values()) {
      changes.push({ kind: 'task.put', task, summary: summarizeTask(task) });
    }
    for (const [taskId, logs] of this.#logs) changes.push({ kind: 'log.append', taskId, logs });
    for (const { key, message } of this.#published) {
      changes.push({ kind: 'document.put', collection: 'eventMessage', key, value: message });
    }
    return [...changes, ...this.#alongside];
  }

  /** Makes the base what this draft says. To be called once, when the changes are committed. */
  apply(): Committed {
    const committed: Committed = {
      workflow: this.#workflow,
      statusBefore: this.#isNew ? undefined : this.base.workflow.status,
      tasks: this.changedTasks(),
      published: this.#published,
    };
    this.base.absorb(this.#workflow, this.#body, this.#tasks.values(), this.#dropped.values());
    return committed;
  }

  #watchJoin(task: TaskModel, before: TaskModel | undefined): void {
    this.#joinsToCheck.add(task.taskId);
    if (before !== undefined && isOpen(before)) return;
    for (const reference of awaited(task)) {
      const waiting = this.#joinsAwaiting.get(reference);
      if (waiting === undefined) this.#joinsAwaiting.set(reference, [task.taskId]);
      else waiting.push(task.taskId);
    }
  }

  #checkJoinsAwaiting(reference: string): void {
    for (const taskId of this.base.joinsAwaiting(reference)) this.#joinsToCheck.add(taskId);
    for (const taskId of this.#joinsAwaiting.get(reference) ?? []) this.#joinsToCheck.add(taskId);
  }

  #checkLoopAround(task: TaskModel): void {
    const suffix = loopSuffix(task);
    if (suffix === '') return;
    const around = this.index.loopAround(bareReference(task));
    const loop = around === undefined ? undefined : this.latest(around + outsideSuffix(suffix));
    if (loop !== undefined) this.#joinsToCheck.add(loop.taskId);
  }

  #unlessDropped(task: TaskModel | undefined): TaskModel | undefined {
    return task !== undefined && this.#dropped.has(task.taskId) ? undefined : task;
  }

  #take(ids: Set<string>): TaskModel[] {
    const tasks = [...ids].map((taskId) => this.task(taskId)).filter((task) => task !== undefined);
    ids.clear();
    return bySeq(tasks);
  }

  #select(baseIds: ReadonlySet<string>, wanted: (task: TaskModel) => boolean): TaskModel[] {
    const tasks: TaskModel[] = [];
    for (const taskId of baseIds) {
      const task = this.#tasks.has(taskId) || this.#dropped.has(taskId) ? undefined : this.base.task(taskId);
      if (task !== undefined) tasks.push(task);
    }
    for (const task of this.#tasks.values()) {
      if (wanted(task)) tasks.push(task);
    }
    return bySeq(tasks);
  }
}

function withVariableSecrets(workflow: WorkflowModel, places: SecretPlaces | undefined): WorkflowModel {
  const { variableSecrets: _, ...others } = workflow;
  return places === undefined ? others : { ...others, variableSecrets: places };
}

function bySeq(tasks: TaskModel[]): TaskModel[] {
  return tasks.length > 1 ? tasks.sort((a, b) => a.seq - b.seq) : tasks;
}
