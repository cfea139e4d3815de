import type { StartWorkflowRequest, TaskDef, WorkflowTask } from '#contract/index.ts';
import type { Payload, SecretPlaces, TaskModel } from '../model.ts';
import type { Environment, HttpCaller, JqRunner, ModelEndpoint, ScriptRunner } from '../ports.ts';
import type { Draft } from './draft.ts';
import type { PayloadLimits } from './payload-size.ts';

/** What a decision needs beside the execution itself. */
export interface Tools {
  readonly scripts: ScriptRunner;
  readonly jq: JqRunner;
  readonly environment: Environment;
  readonly payloadLimits: PayloadLimits;
  uuid(): string;
  /** A number in [0, 1). */
  random(): number;
  taskType(type: string): TaskType;
  /** The task definition that is registered under a name. */
  registeredTask(name: string): TaskDef | undefined;
  /** The highest version of the workflow that is registered under a name. */
  latestVersion(name: string): number | undefined;
  /** Whether a worker has asked for such tasks of that domain lately. */
  isPolled(taskType: string, domain: string): boolean;
}

/** A step of the definition about to become tasks. */
export interface Step {
  readonly draft: Draft;
  readonly tools: Tools;
  readonly definition: WorkflowTask;
  readonly taskId: string;
  /** The step's input parameters with their expressions replaced. */
  input(): Payload;
  /** Where in that input secrets are named. */
  secrets(): SecretPlaces | undefined;
  /** The task this step becomes, as far as all types are alike. Not scheduled yet. */
  task(fields: NewTask): TaskModel;
  /** What another step becomes; `secrets`: where one that is no step of the definition names some. */
  map(definition: WorkflowTask, secrets?: SecretPlaces): readonly TaskModel[];
}

/** What distinguishes a new task by its type. */
export type NewTask = Pick<TaskModel, 'taskType' | 'status'> & Partial<TaskModel>;

/** What running a task has changed about it. */
export type TaskOutcome = Partial<
  Pick<
    TaskModel,
    | 'status'
    | 'iteration'
    | 'outputData'
    | 'reasonForIncompletion'
    | 'callbackAfterSeconds'
    | 'startTime'
    | 'pollCount'
    | 'subWorkflowId'
    | 'wakeAt'
    | 'workerId'
  >
>;

interface Mapping {
  /** Hands its input to what users wrote or to others, who see secrets where the input names them. */
  readonly seesSecrets?: boolean;
  /** What a step becomes, in the order of scheduling; absent: one task of the step's type with the step's input. */
  map?(step: Step): readonly TaskModel[];
}

/** Waits in a queue for a worker. */
export interface WorkerType extends Mapping {
  readonly mode: 'worker';
}

/** Done within the decision that schedules it. */
export interface SyncType extends Mapping {
  readonly mode: 'sync';
  run(task: TaskModel, draft: Draft, tools: Tools): TaskOutcome;
}

/** Stays open until somebody updates it, or until the moment that `begin` sets as `wakeAt`. */
export interface WaitType extends Mapping {
  readonly mode: 'wait';
  begin(task: TaskModel, draft: Draft, tools: Tools): TaskOutcome;
  wake(task: TaskModel): TaskOutcome;
}

/** Stays open until what it waits for within the workflow has ended. */
export interface JoinType extends Mapping {
  readonly mode: 'join';
  /** Undefined: not yet. */
  check(task: TaskModel, draft: Draft): TaskOutcome | undefined;
}

/** Repeats the steps nested in it: open until it says that there is no further iteration. */
export interface LoopType extends Mapping {
  readonly mode: 'loop';
  /** What follows once nothing in the loop is open. */
  advance(task: TaskModel, draft: Draft, tools: Tools): LoopStep;
  /** What a loop is when it has begun an iteration, and has forgotten whatever came after that. */
  rewind(task: TaskModel, iteration: number, draft: Draft, tools: Tools): TaskOutcome;
}

/** What becomes of a loop, and the step with which its next iteration begins. */
export interface LoopStep {
  readonly outcome: TaskOutcome;
  readonly first?: WorkflowTask;
}

export interface CallPorts {
  readonly http: HttpCaller;
  readonly model: ModelEndpoint | undefined;
  /** Starts an execution for a task, once however often it is asked. Rejects when that could not be stored. */
  startWorkflow(request: StartWorkflowRequest, startedBy: TaskModel): Promise<StartedByTask>;
}

export type StartedByTask =
  | { readonly ok: true; readonly workflowId: string }
  | { readonly ok: false; readonly reason: string };

/** Done by the engine outside of decisions, once its scheduling is durable. At least once: a crash repeats it. */
export interface CallType extends Mapping {
  readonly mode: 'call';
  /** Never rejects for what the other side does; that is an outcome. */
  perform(task: TaskModel, ports: CallPorts): Promise<TaskOutcome>;
}

/** Runs another execution, begun once its scheduling is durable, and stays open until that has ended. */
export interface ChildType extends Mapping {
  readonly mode: 'child';
}

export type TaskType = WorkerType | SyncType | WaitType | JoinType | LoopType | CallType | ChildType;

/** Whether a task of the type is first SCHEDULED, and starts only when somebody takes it up. */
export function isTakenUpLater({ mode }: Pick<TaskType, 'mode'>): boolean {
  return mode === 'worker' || mode === 'call' || mode === 'child';
}
