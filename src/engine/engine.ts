import type {
  BulkResponse,
  EventHandler,
  ReturnStrategy,
  SignalResponse,
  PollData,
  SearchResult,
  SkipTaskRequest,
  ScheduleExecution,
  StartWorkflowRequest,
  RerunWorkflowRequest,
  Task,
  TaskDef,
  TaskExecLog,
  TaskResult,
  TaskResultStatus,
  TaskSummary,
  Workflow,
  WorkflowDef,
  WorkflowTestRequest,
  WorkflowSchedule,
  WorkflowStatusResponse,
  WorkflowSummary,
} from '#contract/index.ts';
import type { PushOutcome } from './core/operations/push-message.ts';
import type { Payload } from './model.ts';
import type { Cancellation, WorkflowDefStub } from './ports.ts';

/** A search as it arrives over REST: Conductor's query grammar, free text, `field:ASC|DESC` joined by `|`. */
export interface SearchParameters {
  readonly start: number;
  readonly size: number;
  readonly sort?: string | undefined;
  readonly freeText?: string | undefined;
  readonly query?: string | undefined;
}

/** What is asked of the schedules. */
export interface ScheduleSearch {
  readonly workflowName?: string | undefined;
  /** Part of the name. */
  readonly scheduleName?: string | undefined;
  readonly paused?: boolean | undefined;
  readonly freeText?: string | undefined;
  readonly start: number;
  readonly size: number;
}

/** Definitions. All methods reject with an EngineError that carries Conductor's message. */
export interface Metadata {
  registerWorkflow(def: WorkflowDef, options: { readonly overwrite: boolean }): Promise<void>;
  updateWorkflows(defs: readonly WorkflowDef[]): Promise<BulkResponse>;
  validateWorkflow(def: WorkflowDef): Promise<void>;
  workflow(name: string, version?: number): Promise<WorkflowDef>;
  workflows(classifier?: string): Promise<readonly WorkflowDef[]>;
  latestWorkflows(): Promise<readonly WorkflowDef[]>;
  workflowStubs(name?: string): Promise<readonly WorkflowDefStub[]>;
  removeWorkflow(name: string, version: number): Promise<void>;
  registerTasks(defs: readonly TaskDef[]): Promise<void>;
  updateTask(def: TaskDef): Promise<void>;
  task(name: string): Promise<TaskDef>;
  tasks(): Promise<readonly TaskDef[]>;
  removeTask(name: string): Promise<void>;
}

/** How long, and for what, a request waits for an execution. */
export interface WaitOptions {
  readonly timeoutMs: number;
  readonly returnStrategy: ReturnStrategy;
  /** Names the request in its answer; absent: a new id. */
  readonly requestId?: string | undefined;
  /** Ends the wait early, when the client has gone. */
  readonly cancellation?: Cancellation | undefined;
}

/** An execution in the form in which Conductor keeps it. */
export type StoredExecution = Readonly<Record<string, unknown>>;

/** Executions and what operators do to them. */
export interface Workflows {
  start(request: StartWorkflowRequest): Promise<string>;
  /** Starts with answers for tasks at hand, and gives what that leads to. No worker sees the tasks that have one. */
  test(request: WorkflowTestRequest): Promise<Workflow>;
  /** Starts, and waits until the execution has ended, is blocked, or one of the tasks has ended. */
  execute(
    request: StartWorkflowRequest,
    options: WaitOptions & { readonly waitUntilTasks: readonly string[] },
  ): Promise<SignalResponse>;
  get(workflowId: string, options: { readonly includeTasks: boolean }): Promise<Workflow>;
  /** As `get`, in the form in which Conductor keeps executions: its bulk search gives them so. */
  stored(workflowId: string, options: { readonly includeTasks: boolean }): Promise<StoredExecution>;
  status(
    workflowId: string,
    options: { readonly includeOutput: boolean; readonly includeVariables: boolean },
  ): Promise<WorkflowStatusResponse>;
  tasks(
    workflowId: string,
    options: { readonly start: number; readonly count: number; readonly statuses: readonly string[] },
  ): Promise<SearchResult<Task>>;
  pause(workflowId: string): Promise<void>;
  resume(workflowId: string): Promise<void>;
  terminate(workflowId: string, reason?: string): Promise<void>;
  restart(workflowId: string, options: { readonly useLatestDefinitions: boolean }): Promise<void>;
  retry(workflowId: string, options: { readonly resumeSubworkflowTasks: boolean }): Promise<void>;
  rerun(workflowId: string, request: RerunWorkflowRequest): Promise<string>;
  /** Marks a step that has not come yet as done. */
  skipTask(workflowId: string, reference: string, given: SkipTaskRequest): Promise<void>;
  remove(workflowId: string, options: { readonly archive: boolean }): Promise<void>;
  /** Lets workers have at once the tasks that they have put off. */
  resetCallbacks(workflowId: string): Promise<void>;
  /** Looks anew at everything pending. Resolves whether something was in need of repair. */
  verifyAndRepair(workflowId: string): Promise<boolean>;
  /** Looks anew at everything pending. Resolves whether it is none that is looked at anyway: ended or unknown. */
  requeue(workflowId: string): Promise<boolean>;
  /** Sends a message to a running execution, for a task that pulls it. */
  pushMessage(workflowId: string, payload: Payload): Promise<PushOutcome>;
  decide(workflowId: string): Promise<void>;
  search(parameters: SearchParameters): Promise<SearchResult<WorkflowSummary>>;
  running(
    name: string,
    options: { readonly version: number; readonly startTime?: number; readonly endTime?: number },
  ): Promise<readonly string[]>;
  correlated(
    name: string,
    correlationIds: readonly string[],
    options: { readonly includeClosed: boolean; readonly includeTasks: boolean },
  ): Promise<Record<string, readonly Workflow[]>>;
}

export interface PollRequest {
  readonly taskType: string;
  readonly workerId?: string | undefined;
  readonly domain?: string | undefined;
  readonly count: number;
  /** How long to wait for a first task when none is there. */
  readonly timeoutMs: number;
  /** Ends the wait early, when the client has gone. */
  readonly signal?: Cancellation | undefined;
}

/** Tasks as workers and operators see them. */
export interface Tasks {
  poll(request: PollRequest): Promise<readonly Task[]>;
  /** Resolves to the task's id, also when the update came too late and was ignored. */
  update(result: TaskResult): Promise<string>;
  /** Updates, then, if that ended the task, polls for the next one of the same type, worker and domain. */
  updateAndPoll(result: TaskResult): Promise<Task | undefined>;
  /** Undefined when nothing by that reference is pending. */
  updateByReference(
    workflowId: string,
    reference: string,
    status: TaskResultStatus,
    output: Payload,
    workerId?: string,
  ): Promise<string | undefined>;
  /** Reports the first task that waits for a signal, also one of a sub-workflow; resolves whether there was one. */
  signal(workflowId: string, status: TaskResultStatus, output: Payload): Promise<boolean>;
  /** Signals, and waits until the execution has ended or is blocked again; not found when nothing waits for a signal. */
  signalAndWait(
    workflowId: string,
    status: TaskResultStatus,
    output: Payload,
    options: WaitOptions,
  ): Promise<SignalResponse>;
  get(taskId: string): Promise<Task>;
  log(taskId: string, message: string): Promise<void>;
  logs(taskId: string): Promise<readonly TaskExecLog[]>;
  search(parameters: SearchParameters): Promise<SearchResult<TaskSummary>>;
  /** Tasks of a type that have not ended. */
  open(
    taskType: string,
    page: { readonly start: number; readonly count: number },
  ): Promise<SearchResult<TaskSummary>>;
  /** Tasks waiting for a worker, by queue name. */
  queueSizes(): Record<string, number>;
  /** Waiting and handed out, by queue name. */
  queueDetails(): Record<string, { readonly size: number; readonly unacknowledged: number }>;
  pollData(taskType?: string): readonly PollData[];
}

/** What workflows may use of the engine's surroundings. */
export interface Surroundings {
  /** Names of what `${workflow.secrets.NAME}` stands for. */
  secrets(): readonly string[];
  /** What `${workflow.env.NAME}` stands for. */
  variables(): readonly { readonly name: string; readonly value: string }[];
  variable(name: string): string | undefined;
}

/** Event handlers: what is done when a message of an event comes. Names are unique. */
export interface Events {
  register(handler: EventHandler): Promise<void>;
  update(handler: EventHandler): Promise<void>;
  remove(name: string): Promise<void>;
  handlers(): Promise<readonly EventHandler[]>;
  /** Those that listen to an event of exactly this name. */
  handlersOf(event: string, options: { readonly activeOnly: boolean }): Promise<readonly EventHandler[]>;
}

/** Workflows that are started again and again. Methods that name an unknown schedule reject. */
export interface Schedules {
  /** Creates or replaces. Times and people are filled in by the engine. */
  put(schedule: WorkflowSchedule): Promise<WorkflowSchedule>;
  all(workflowName?: string): Promise<readonly WorkflowSchedule[]>;
  get(name: string): Promise<WorkflowSchedule>;
  /** Its history stays. An unknown one is removed already. */
  remove(name: string): Promise<void>;
  pause(name: string, reason?: string): Promise<void>;
  resume(name: string): Promise<void>;
  pauseMany(names: readonly string[]): Promise<BulkResponse>;
  resumeMany(names: readonly string[]): Promise<BulkResponse>;
  search(request: ScheduleSearch): Promise<SearchResult<WorkflowSchedule>>;
  searchExecutions(parameters: SearchParameters): Promise<SearchResult<ScheduleExecution>>;
  /** The next times of a cron expression in UTC, epoch milliseconds, five at most. */
  nextTimes(
    cronExpression: string,
    options: {
      readonly startTime?: number | undefined;
      readonly endTime?: number | undefined;
      readonly limit: number;
    },
  ): readonly number[];
  /** Nothing is started until `resumeAll`, or the next start of the engine. */
  pauseAll(): void;
  resumeAll(): void;
}

/** Figures for monitoring, all since the engine started. */
export interface EngineMetrics {
  readonly workflowsStarted: Readonly<Record<string, number>>;
  /** By workflow name and final status. */
  readonly workflowsEnded: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By queue. */
  readonly polls: Readonly<Record<string, number>>;
  /** Handed out, by task type and domain. */
  readonly tasksPolled: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By task type and final status. */
  readonly tasksEnded: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What came of the actions of event handlers, by handler and status. */
  readonly eventsHandled: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly openWorkflows: number;
}

export interface Engine {
  readonly metadata: Metadata;
  readonly workflows: Workflows;
  readonly tasks: Tasks;
  readonly surroundings: Surroundings;
  readonly events: Events;
  readonly schedules: Schedules;
  metrics(): EngineMetrics;
  /** Stops timers and waits for what is under way; the store is closed by whoever opened it. */
  close(): Promise<void>;
}
