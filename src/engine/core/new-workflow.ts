import type { WorkflowDef } from '#contract/index.ts';
import type { Payload, SecretPlaces, WorkflowBody, WorkflowModel } from '../model.ts';
import { Draft } from './draft.ts';
import { overlaid, secretsIn } from './secret-places.ts';
import { WorkflowState } from './workflow-state.ts';

/** What an execution is started with. */
export interface NewWorkflow {
  readonly workflowId: string;
  /** With its task definitions embedded. */
  readonly definition: WorkflowDef;
  readonly input: Payload;
  /** Where the text of a definition names secrets in the input. */
  readonly inputSecrets?: SecretPlaces | undefined;
  /** Whoever starts it has got the definition as data. */
  readonly isDefinitionData?: boolean;
  readonly priority?: number;
  readonly correlationId?: string | undefined;
  readonly taskToDomain?: Readonly<Record<string, string>>;
  readonly event?: string;
  readonly parentWorkflowId?: string;
  readonly parentWorkflowTaskId?: string;
  readonly depth?: number;
  readonly idempotencyKey?: string | undefined;
}

/** The draft of an execution of which nothing has been decided yet. */
export function newWorkflow(start: NewWorkflow, now: number): Draft {
  const { definition, correlationId, event, parentWorkflowId, parentWorkflowTaskId, depth, idempotencyKey } =
    start;
  const timeoutAt = timeoutFrom(definition, now);
  const variableSecrets = start.isDefinitionData === true ? undefined : secretsIn(definition.variables);
  const workflow: WorkflowModel = {
    workflowId: start.workflowId,
    workflowName: definition.name,
    workflowVersion: definition.version,
    status: 'RUNNING',
    createTime: now,
    updateTime: now,
    endTime: 0,
    output: {},
    variables: definition.variables,
    ...(variableSecrets !== undefined && { variableSecrets }),
    priority: start.priority ?? 0,
    ownerApp: '',
    taskToDomain: { ...start.taskToDomain },
    failedReferenceTaskNames: [],
    failedTaskNames: [],
    lastRetriedTime: 0,
    ...(correlationId !== undefined && { correlationId }),
    ...(event !== undefined && { event }),
    ...(parentWorkflowId !== undefined && { parentWorkflowId }),
    ...(parentWorkflowTaskId !== undefined && { parentWorkflowTaskId }),
    ...(depth !== undefined && { depth }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(timeoutAt !== undefined && { timeoutAt }),
  };
  return new Draft(new WorkflowState(workflow, bodyOf(start)), now, { isNew: true });
}

/** When a workflow that runs from `since` on times out. */
export function timeoutFrom(definition: WorkflowDef, since: number): number | undefined {
  const { timeoutSeconds, timeoutPolicy } = definition;
  return timeoutSeconds > 0 && timeoutPolicy === 'TIME_OUT_WF' ? since + timeoutSeconds * 1000 : undefined;
}

/** As in Conductor, the template completes an input but does not replace a missing one. */
function bodyOf({ definition, input, inputSecrets: given, isDefinitionData }: NewWorkflow): WorkflowBody {
  const { inputTemplate } = definition;
  const names = Object.keys(input);
  if (isDefinitionData === true) {
    return {
      definition,
      input: names.length === 0 ? input : { ...inputTemplate, ...input },
      isDefinitionData,
    };
  }
  if (names.length === 0) return { definition, input };
  const inputSecrets = overlaid(secretsIn(inputTemplate), names, given);
  return {
    definition,
    input: { ...inputTemplate, ...input },
    ...(inputSecrets !== undefined && { inputSecrets }),
  };
}
