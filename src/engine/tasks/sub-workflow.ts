import {
  normaliseWorkflowDef,
  workflowDefSchema,
  type WorkflowDef,
  type WorkflowStatus,
} from '#contract/index.ts';
import type { Payload, SecretPlaces, TaskModel, WorkflowModel } from '../model.ts';
import { expressionScope, isPayload, resolvePayload, textsIn } from '../core/document.ts';
import { withoutDefinition } from '../core/embed-definitions.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import { shortName } from '../core/operations/lifecycle.ts';
import { isOfDefinition, placesBelow, placesOf, secretsIn } from '../core/secret-places.ts';
import type { ChildType, Step, TaskOutcome } from '../core/task-type.ts';
import { TerminateWorkflow } from '../core/terminate-workflow.ts';
import { invalid } from '../errors.ts';

/** Runs another workflow, and gives its output. */
export const subWorkflow: ChildType = { mode: 'child', map };

/** More executions within each other than anybody means: a definition that contains itself would go on for ever. */
const mostNested = 500;

function map(step: Step): readonly TaskModel[] {
  const { definition, draft } = step;
  const { subWorkflowParam, startDelay } = definition;
  if (subWorkflowParam === undefined) {
    throw new TerminateWorkflow(
      `Task ${definition.name} is defined as sub-workflow and is missing subWorkflowParams. ` +
        'Please check the workflow definition',
    );
  }
  const { workflowDefinition, ...written } = subWorkflowParam;
  const scope = expressionScope(draft, step.tools, step.taskId);
  const given = resolvePayload(
    // A definition in place is taken as it is written: its expressions are its own.
    typeof workflowDefinition === 'string' ? { ...written, workflowDefinition } : written,
    scope,
  );
  const inPlace = typeof workflowDefinition === 'object' ? workflowDefinition : undefined;
  const inputSecrets = secretsOfRequest(step, inPlace);
  const run = inPlace ?? given['workflowDefinition'] ?? null;
  return [
    step.task({
      taskType: 'SUB_WORKFLOW',
      status: 'SCHEDULED',
      inputData: {
        subWorkflowName: inPlace?.name ?? given['name'] ?? null,
        // A definition brings its own version.
        subWorkflowVersion: run === null ? versionOf(step, given) : null,
        subWorkflowTaskToDomain: isPayload(given['taskToDomain']) ? given['taskToDomain'] : null,
        subWorkflowDefinition: run,
        priority: given['priority'] ?? null,
        idempotencyKey: given['idempotencyKey'] ?? null,
        idempotencyStrategy: given['idempotencyStrategy'] ?? null,
        workflowInput: step.input(),
      },
      ...(inputSecrets !== undefined && { inputSecrets }),
      ...(Number.isInteger(given['priority']) && { workflowPriority: priorityOf(given['priority']) }),
      callbackAfterSeconds: startDelay,
      ...(startDelay > 0 && { wakeAt: draft.now + startDelay * 1000 }),
    }),
  ];
}

/** In a definition in place that stands in the step's own, too: it is handed on as it is. */
function secretsOfRequest(step: Step, inPlace: unknown): SecretPlaces | undefined {
  const { draft, definition } = step;
  const isOwn = draft.body.isDefinitionData !== true && isOfDefinition(draft, definition);
  return placesOf({
    workflowInput: step.secrets(),
    subWorkflowDefinition: isOwn ? secretsIn(inPlace) : undefined,
  });
}

/** Only what a dynamic fork has made may be without a version: what stands in a definition got one at the start. */
function versionOf({ tools }: Step, { name, version: value }: Payload): number {
  if (value === undefined || value === null || value === '') {
    const latest = tools.latestVersion(toJavaString(name));
    if (latest === undefined) throw new TerminateWorkflow(withoutDefinition(toJavaString(name)));
    return latest;
  }
  const version = Number(value);
  if (Number.isInteger(version)) return version;
  throw new TerminateWorkflow(`For input string: "${toJavaString(value)}"`);
}

/** What a SUB_WORKFLOW task asks to be run. */
export interface ChildRequest {
  readonly name: string;
  /** Absent: the latest. */
  readonly version?: number;
  /** Run in place of a registered one. */
  readonly definition?: WorkflowDef;
  readonly input: Payload;
  readonly inputSecrets: SecretPlaces | undefined;
  /** The definition is none that the parent's own text holds. */
  readonly isDefinitionData: boolean;
  readonly priority: number;
  readonly correlationId: string | undefined;
  readonly taskToDomain: Readonly<Record<string, string>>;
  readonly depth: number;
  readonly idempotencyKey: string | undefined;
}

/** Throws an EngineError when what the task says is nothing that could be run. */
export function childRequest(task: TaskModel, parent: WorkflowModel): ChildRequest {
  const { inputData } = task;
  const { subWorkflowDefinition, workflowInput, subWorkflowTaskToDomain } = inputData;
  const isInPlace = subWorkflowDefinition !== undefined && subWorkflowDefinition !== null;
  const definition = isInPlace ? definitionFrom(subWorkflowDefinition) : undefined;
  const version = versionToRun(inputData['subWorkflowVersion']);
  const name = definition?.name ?? inputData['subWorkflowName'];
  if (typeof name !== 'string' || name === '') throw invalid(`Task ${task.taskId} names no workflow to run`);
  const depth = (parent.depth ?? 0) + 1;
  if (depth > mostNested) {
    throw invalid(`Workflow ${name} is nested in more than ${mostNested} others: does it contain itself?`);
  }
  const input = isPayload(workflowInput) && Object.keys(workflowInput).length > 0 ? workflowInput : inputData;
  return {
    name,
    ...(version !== undefined && { version }),
    ...(definition !== undefined && { definition }),
    input: isInPlace ? { ...input, _systemMetadata: { dynamic: true } } : input,
    inputSecrets: input === workflowInput ? placesBelow(task.inputSecrets, 'workflowInput') : undefined,
    // One that names no secrets need not be trusted.
    isDefinitionData: isInPlace && placesBelow(task.inputSecrets, 'subWorkflowDefinition') === undefined,
    priority: priorityOf(inputData['priority']),
    correlationId: parent.correlationId,
    taskToDomain: isPayload(subWorkflowTaskToDomain) ? textsIn(subWorkflowTaskToDomain) : parent.taskToDomain,
    depth,
    idempotencyKey: textOf(inputData['idempotencyKey']),
  };
}

/** A text that says something. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function definitionFrom(value: unknown): WorkflowDef {
  const parsed = workflowDefSchema.safeParse(value);
  if (parsed.success) return normaliseWorkflowDef(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : `: ${issue.path.join('.')}: ${issue.message}`;
  throw invalid(`The sub-workflow's workflowDefinition is not a workflow definition${where}`);
}

/** Version 0 stands for the latest. */
function versionToRun(value: unknown): number | undefined {
  const version = Number(value ?? 0);
  if (!Number.isInteger(version)) throw invalid(`For input string: "${toJavaString(value)}"`);
  return version === 0 ? undefined : version;
}

function priorityOf(value: unknown): number {
  const priority = Number(value ?? 0);
  return Number.isInteger(priority) ? priority : 0;
}

/** What becomes of a task when the execution that it runs has ended. Undefined: that has not. */
export function outcomeOfChild(task: TaskModel, child: WorkflowModel): TaskOutcome | undefined {
  const status = endedAs(child.status);
  if (status === undefined) return undefined;
  // Which failure workflow a child has begun is not for its parent, and of the children's ids the nearest one counts.
  const { 'conductor.failure_workflow': _, ...output } = child.output;
  const outputData = { ...task.outputData, ...output, subWorkflowId: child.workflowId };
  if (status === 'COMPLETED') return { status, outputData };
  const reason = child.reasonForIncompletion ?? 'null';
  return {
    status,
    outputData,
    reasonForIncompletion: `Sub workflow ${shortName(child)} failure reason: ${reason}`,
  };
}

function endedAs(status: WorkflowStatus): 'COMPLETED' | 'FAILED' | 'TIMED_OUT' | 'CANCELED' | undefined {
  switch (status) {
    case 'RUNNING':
    case 'PAUSED':
      return undefined;
    case 'TERMINATED':
      return 'CANCELED';
    case 'COMPLETED':
    case 'FAILED':
    case 'TIMED_OUT':
      return status;
  }
}
