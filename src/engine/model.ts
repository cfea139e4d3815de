import type {
  TaskStatus,
  WorkflowDef,
  WorkflowSchedule,
  WorkflowStatus,
  WorkflowTask,
} from '#contract/index.ts';

/** A JSON object as it comes from users: task inputs and outputs, workflow input, variables. */
export type Payload = Record<string, unknown>;

/**
 * Where in a payload the text of a definition names secrets: what it names in a text, such as `workflow.secrets.KEY`,
 * or the places below a key or an index. Whatever else looks like a secret's name there is data.
 */
export type SecretPlaces = readonly string[] | { readonly [key: string]: SecretPlaces };

/**
 * One execution without its tasks, as the engine keeps it. Times are epoch milliseconds; 0 means "not yet".
 * Never changed in place: a new version replaces the old one, so that a snapshot stays what it was.
 */
export interface WorkflowModel {
  readonly workflowId: string;
  readonly workflowName: string;
  readonly workflowVersion: number;
  readonly status: WorkflowStatus;
  readonly createTime: number;
  readonly updateTime: number;
  readonly endTime: number;
  readonly output: Payload;
  readonly variables: Payload;
  /** In the variables; absent: nowhere. */
  readonly variableSecrets?: SecretPlaces;
  readonly priority: number;
  readonly correlationId?: string;
  readonly parentWorkflowId?: string;
  readonly parentWorkflowTaskId?: string;
  /** How many executions stand above this one; absent: none. */
  readonly depth?: number;
  readonly reRunFromWorkflowId?: string;
  readonly reasonForIncompletion?: string;
  readonly event?: string;
  readonly createdBy?: string;
  readonly ownerApp: string;
  readonly taskToDomain: Record<string, string>;
  readonly failedReferenceTaskNames: readonly string[];
  readonly failedTaskNames: readonly string[];
  readonly failedTaskId?: string;
  readonly lastRetriedTime: number;
  /** When it was last restarted, retried or rerun after it had ended; absent: never. */
  readonly revivedAt?: number;
  /** The key under which it was started once. */
  readonly idempotencyKey?: string;
  /** The group of executions of which so many run at a time. */
  readonly rateLimit?: RateLimit;
  /** Sent to the execution and not pulled by a task yet, in the order of their coming. */
  readonly messages?: readonly WorkflowMessage[];
  /** When the whole execution times out; absent: never. What falls due of its tasks follows from the tasks. */
  readonly timeoutAt?: number;
}

export interface WorkflowMessage {
  readonly id: string;
  readonly payload: Payload;
  /** Epoch milliseconds. */
  readonly receivedTime: number;
}

export interface RateLimit {
  readonly key: string;
  readonly limit: number;
  /** Nothing is scheduled before there is room in the group. */
  readonly isWaiting: boolean;
}

/** What an execution is started with. Large and rarely replaced, hence apart from the model that changes with every task. */
export interface WorkflowBody {
  readonly definition: WorkflowDef;
  readonly input: Payload;
  /** In the input; absent: nowhere. */
  readonly inputSecrets?: SecretPlaces;
  /** The definition came as data to the one that started this: no secrets are named in it. */
  readonly isDefinitionData?: boolean;
}

/** One attempt of one task. Times are epoch milliseconds; 0 means "not yet". Replaced, never changed in place. */
export interface TaskModel {
  readonly taskId: string;
  readonly workflowInstanceId: string;
  readonly workflowType: string;
  readonly referenceTaskName: string;
  readonly taskType: string;
  readonly taskDefName: string;
  readonly status: TaskStatus;
  readonly seq: number;
  readonly retryCount: number;
  readonly iteration: number;
  readonly inputData: Payload;
  /** In the input; absent: nowhere. */
  readonly inputSecrets?: SecretPlaces;
  readonly outputData: Payload;
  readonly workflowTask: WorkflowTask;
  readonly correlationId?: string;
  readonly pollCount: number;
  readonly scheduledTime: number;
  readonly startTime: number;
  readonly endTime: number;
  readonly updateTime: number;
  readonly firstScheduledTime: number;
  readonly startDelayInSeconds: number;
  readonly callbackAfterSeconds: number;
  readonly responseTimeoutSeconds: number;
  /** A newer attempt took this one's place. */
  readonly retried: boolean;
  /** The decider has drawn its consequences: what follows it is scheduled. */
  readonly executed: boolean;
  readonly retriedTaskId?: string;
  readonly parentTaskId?: string;
  readonly reasonForIncompletion?: string;
  readonly workerId?: string;
  readonly domain?: string;
  readonly subWorkflowId?: string;
  /** When a child that had ended by then was to be retried. */
  readonly childResumedAt?: number;
  readonly subworkflowChanged: boolean;
  readonly workflowPriority: number;
  readonly rateLimitPerFrequency: number;
  readonly rateLimitFrequencyInSeconds: number;
  readonly isolationGroupId?: string;
  readonly executionNameSpace?: string;
  /** When a SCHEDULED task may be handed to a worker. Absent: at once. */
  readonly availableAt?: number;
  /** When the engine itself takes the task up: a WAIT ends, a delayed call starts. Absent: never by time alone. */
  readonly wakeAt?: number;
}

/** An execution with everything it consists of. */
export interface StoredWorkflow {
  readonly workflow: WorkflowModel;
  readonly body: WorkflowBody;
  /** Ordered by seq. */
  readonly tasks: readonly TaskModel[];
}

/** What is published under an event's name, and handed to the event handlers that listen to it. */
export interface EventMessage {
  /** That of the task it comes from; event handlers act once on a message of an id. */
  readonly id: string;
  /** The kind of queue and its name: `conductor:order:paid`. */
  readonly event: string;
  readonly payload: Payload;
}

/** What is still to be heard of a removal. */
export type RemovalNews =
  /** By the parent: the child is gone, and this is what has become of it. */
  | { readonly kind: 'childIsGone'; readonly child: WorkflowModel }
  /** By a child: its parent is gone. One that an operator has set going after `endTime` stays. */
  | { readonly kind: 'parentIsGone'; readonly endTime: number };

/** A start that a schedule has coming, and the cron expression and zone that it comes from. */
export interface Due {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly cronExpression: string;
  readonly zoneId: string;
}

export interface StoredSchedule {
  readonly schedule: WorkflowSchedule;
  /** Absent: nothing comes any more. */
  readonly due?: Due;
}
