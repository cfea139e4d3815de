import type {
  EventExecution,
  EventHandler,
  ScheduleExecution,
  TaskDef,
  TaskExecLog,
  TaskSummary,
  WorkflowDef,
  WorkflowSummary,
} from '#contract/index.ts';
import type {
  EventMessage,
  RemovalNews,
  StoredSchedule,
  StoredWorkflow,
  TaskModel,
  WorkflowBody,
  WorkflowModel,
} from './model.ts';

/** The only source of time in the engine. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `run` once at `time` or as soon after it as possible; the returned function cancels it. */
  at(time: number, run: () => void): () => void;
}

/** The part of an AbortSignal that ends a wait early. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface Ids {
  /** A UUID, version 4: its first group is random, its last one may tell the time. */
  uuid(): string;
}

export type ScriptResult =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly kind: 'error' | 'timeout' | 'memory';
      readonly message: string;
      /** Where in the script, counted from 1, if that is known. */
      readonly line?: number;
    };

/** Runs users' JavaScript without access to anything outside its bindings, within limits of time and memory. */
export interface ScriptRunner {
  /**
   * Each binding becomes a global of that name; the value is the script's completion value. Throws nothing, unless it
   * knows who asks: then Postponed, and keeps the answer for when they ask again.
   */
  evaluate(script: string, bindings: Readonly<Record<string, unknown>>, asker?: string): ScriptResult;
  /** The message of the syntax error; undefined when the script parses, or takes too long to be read. */
  check(script: string): string | undefined;
}

export type JqResult =
  | { readonly ok: true; readonly values: readonly unknown[] }
  | { readonly ok: false; readonly message: string };

/** Runs users' jq queries, within limits of steps and memory. */
export interface JqRunner {
  /** All that the query gives for the input. Throws nothing but Postponed; who asks gets the answer when they ask again. */
  run(query: string, input: unknown, asker?: string): JqResult;
}

export interface HttpCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/** Calls other servers for HTTP tasks. Rejects with an Error when no answer came. */
export interface HttpCaller {
  call(request: HttpCall): Promise<HttpAnswer>;
}

/** A language model behind an API like OpenAI's. The key is for requests to it alone: it is neither stored nor logged. */
export interface ModelEndpoint {
  /** What `/chat/completions` is appended to. */
  readonly url: string;
  readonly key?: string;
}

/** Values that `${workflow.env.NAME}`, `${workflow.secrets.NAME}` and `${NAME}` may name. */
export interface Environment {
  get(name: string): string | undefined;
  names(): readonly string[];
}

export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** One write. A commit is a list of them, applied in order, all or none. */
export type Change =
  | { readonly kind: 'workflow.put'; readonly workflow: WorkflowModel; readonly summary: WorkflowSummary }
  | { readonly kind: 'workflow.body.put'; readonly workflowId: string; readonly body: WorkflowBody }
  /** Removes the execution with its body, tasks and logs; `keepSummary` leaves it findable, as archiving does. */
  | { readonly kind: 'workflow.delete'; readonly workflowId: string; readonly keepSummary: boolean }
  | { readonly kind: 'task.put'; readonly task: TaskModel; readonly summary: TaskSummary }
  | { readonly kind: 'task.delete'; readonly taskId: string }
  | { readonly kind: 'log.append'; readonly taskId: string; readonly logs: readonly TaskExecLog[] }
  | { readonly kind: 'workflowDef.put'; readonly def: WorkflowDef }
  | { readonly kind: 'workflowDef.delete'; readonly name: string; readonly version: number }
  | { readonly kind: 'taskDef.put'; readonly def: TaskDef }
  | { readonly kind: 'taskDef.delete'; readonly name: string }
  | DocumentPut
  | { readonly kind: 'document.delete'; readonly collection: Collection; readonly key: string };

/**
 * What is kept beside executions and definitions, by collection: small values under a key that is never empty. A
 * collection needs nothing but its line here; one whose order matters has keys that sort, such as times of equal length.
 */
export interface Documents {
  /** By workflow name and key. */
  readonly idempotencyKey: { readonly workflowId: string };
  /** By the id of the execution that is the child: what its parent, or it, has yet to hear of a removal. */
  readonly removalNews: RemovalNews;
  /** By name. */
  readonly eventHandler: EventHandler;
  /** What has been published and not delivered yet; keys in the order of publishing. */
  readonly eventMessage: EventMessage;
  /** By message id, event handler and index of the action: `eventExecutionKey`. */
  readonly eventExecution: EventExecution;
  /** By message id, for those of which something was noted: when they were delivered, and the keys of what was noted. */
  readonly eventDelivery: { readonly time: number; readonly executions: readonly string[] };
  /** By name. */
  readonly schedule: StoredSchedule;
  /** By the schedule's name, then the moment that was scheduled. */
  readonly scheduleExecution: ScheduleExecution;
}
export type Collection = keyof Documents;

export type DocumentPut = {
  readonly [C in Collection]: {
    readonly kind: 'document.put';
    readonly collection: C;
    readonly key: string;
    readonly value: Documents[C];
  };
}[Collection];

/** Which documents of a collection are read, in order of their keys, which compare by their characters' codes. */
export interface DocumentRange {
  /** Only keys that begin so. */
  readonly prefix?: string;
  /** Only keys that come behind this one in the order asked for; there need not be one. */
  readonly after?: string;
  /** At most so many; absent: all. */
  readonly limit?: number;
  readonly descending?: boolean;
}

export interface KeyedDocument<T> {
  readonly key: string;
  readonly value: T;
}

export type SearchOperator = '=' | '>' | '<' | 'IN';

/**
 * One condition of Conductor's search grammar; all must hold. It holds when it does for any of its values: none, never.
 * `=` with `*` in its value matches like a wildcard, ignoring case. An absent text counts as empty, an absent time as 0,
 * an absent classifier as `workflow`. Conditions on fields that what is searched lacks are ignored.
 */
export interface SearchClause {
  readonly field: SearchField;
  readonly operator: SearchOperator;
  readonly values: readonly string[];
}

/** The fields that can be searched and sorted by; times compare as epoch milliseconds. */
export type SearchField =
  | 'workflowId'
  | 'correlationId'
  | 'workflowType'
  | 'version'
  | 'status'
  | 'startTime'
  | 'endTime'
  | 'updateTime'
  | 'parentWorkflowId'
  | 'classifier'
  | 'taskId'
  | 'taskType'
  | 'taskDefName'
  | 'scheduledTime';

export interface SearchRequest {
  readonly clauses: readonly SearchClause[];
  /** Substring of the summary's JSON, ignoring case; absent: any. */
  readonly freeText?: string;
  /**
   * Empty: by start of workflows and scheduling of tasks, newest first. Equals stay in the order in which they were
   * first stored, turned round when the last key descends.
   */
  readonly sort: readonly { readonly field: SearchField; readonly descending: boolean }[];
  readonly start: number;
  readonly size: number;
}

export interface Page<T> {
  readonly total: number;
  readonly results: readonly T[];
}

/** Name, version and times of a stored workflow definition: what lists need, without its tasks. */
export interface WorkflowDefStub {
  readonly name: string;
  readonly version: number;
  readonly createTime: number;
  readonly updateTime: number;
}

/**
 * Where everything lasts. Reads see every commit that was called before them, finished or not.
 * All methods reject with an Error when the store cannot be reached or written.
 */
export interface Store {
  /** Applies all changes or none; resolves when they would survive a crash of the machine. */
  commit(changes: readonly Change[]): Promise<void>;

  workflow(workflowId: string): Promise<StoredWorkflow | undefined>;
  /** The execution without body and tasks. */
  workflowModel(workflowId: string): Promise<WorkflowModel | undefined>;
  task(taskId: string): Promise<TaskModel | undefined>;
  taskLogs(taskId: string): Promise<readonly TaskExecLog[]>;
  /** Executions that are RUNNING or PAUSED, with their open (not terminal) tasks: what a starting engine takes up again. */
  openWorkflows(): Promise<
    readonly { readonly workflow: WorkflowModel; readonly openTasks: readonly TaskModel[] }[]
  >;

  searchWorkflows(request: SearchRequest): Promise<Page<WorkflowSummary>>;
  searchTasks(request: SearchRequest): Promise<Page<TaskSummary>>;

  /** Without a version: the highest. */
  workflowDef(name: string, version?: number): Promise<WorkflowDef | undefined>;
  /** Ordered by name, then version. */
  workflowDefs(): Promise<readonly WorkflowDef[]>;
  workflowDefStubs(name?: string): Promise<readonly WorkflowDefStub[]>;
  taskDef(name: string): Promise<TaskDef | undefined>;
  taskDefs(): Promise<readonly TaskDef[]>;

  document<C extends Collection>(collection: C, key: string): Promise<Documents[C] | undefined>;
  documents<C extends Collection>(
    collection: C,
    range?: DocumentRange,
  ): Promise<readonly KeyedDocument<Documents[C]>[]>;

  close(): Promise<void>;
}

/** Everything the engine needs from its surroundings. */
export interface EnginePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly scripts: ScriptRunner;
  readonly jq: JqRunner;
  readonly http: HttpCaller;
  /** Absent: tasks that need a model fail. */
  readonly model?: ModelEndpoint | undefined;
  readonly environment: Environment;
  readonly log: Logger;
}
