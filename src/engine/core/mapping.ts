import type { TaskDef, WorkflowTask } from '#contract/index.ts';
import type { Payload, SecretPlaces, TaskModel } from '../model.ts';
import { expressionScope, resolvePayload } from './document.ts';
import { domainFor } from './domains.ts';
import type { Draft } from './draft.ts';
import { iterationAt } from './loops.ts';
import { runsAs } from './runs-as.ts';
import { secretsOfStep } from './secret-places.ts';
import { isTakenUpLater, type NewTask, type Step, type Tools } from './task-type.ts';

/** What a step of the definition becomes: tasks with ids and inputs, not scheduled yet. `suffix`: in a loop. */
export function mapStep(
  draft: Draft,
  tools: Tools,
  definition: WorkflowTask,
  suffix = '',
  secrets?: SecretPlaces,
): readonly TaskModel[] {
  const step = createStep(draft, tools, definition, suffix, secrets);
  const type = tools.taskType(definition.type);
  if (type.map !== undefined) return type.map(step);
  const status = type.mode === 'wait' || type.mode === 'sync' ? 'IN_PROGRESS' : 'SCHEDULED';
  return [step.task({ taskType: definition.type, status, inputData: step.input() })];
}

/**
 * The input of a step: its parameters, completed from the task definition's template, with expressions replaced.
 * What resolved to null falls back on the template once more, as it is written there.
 */
export function resolveInput(
  draft: Draft,
  tools: Pick<Tools, 'environment'>,
  definition: WorkflowTask,
  taskId: string,
): Payload {
  const template = definition.taskDefinition?.inputTemplate ?? {};
  const names = Object.keys(template);
  const parameters = definition.inputParameters;
  const scope = expressionScope(draft, tools, taskId);
  if (names.length === 0) return resolvePayload(parameters, scope);
  const resolved = { ...resolvePayload({ ...template, ...parameters }, scope) };
  for (const name of names) {
    if (resolved[name] === null || resolved[name] === undefined) resolved[name] = template[name];
  }
  return resolved;
}

function createStep(
  draft: Draft,
  tools: Tools,
  definition: WorkflowTask,
  suffix: string,
  given: SecretPlaces | undefined,
): Step {
  const taskId = tools.uuid();
  let resolved: Payload | undefined;
  const input = () => (resolved ??= resolveInput(draft, tools, definition, taskId));
  const secrets = () => given ?? secretsOfStep(draft, definition, input);
  return {
    draft,
    tools,
    definition,
    taskId,
    input,
    secrets,
    task: (fields) => {
      const inputSecrets = secrets();
      const named = { ...(inputSecrets !== undefined && { inputSecrets }), taskId, ...fields };
      return createTask(draft, tools, definition, suffix, named);
    },
    map: (other, places) => mapStep(draft, tools, other, suffix, places),
  };
}

/** What a task without a definition says of its response timeout, which it has none of. */
const shownWithoutDefinition = 3600;

function createTask(
  draft: Draft,
  tools: Tools,
  definition: WorkflowTask,
  suffix: string,
  fields: NewTask & Pick<TaskModel, 'taskId'>,
): TaskModel {
  const { workflow, now } = draft;
  const def: TaskDef | undefined = definition.taskDefinition;
  const type = tools.taskType(runsAs({ taskType: fields.taskType, workflowTask: definition }));
  const isWorkerTask = type.mode === 'worker';
  const domain = isWorkerTask ? domainFor(workflow.taskToDomain, fields.taskType, tools) : undefined;
  return {
    workflowInstanceId: workflow.workflowId,
    workflowType: workflow.workflowName,
    referenceTaskName: definition.taskReferenceName + suffix,
    taskDefName: definition.name,
    seq: 0,
    retryCount: 0,
    iteration: iterationAt(suffix, definition),
    inputData: {},
    outputData: {},
    workflowTask: definition,
    ...(workflow.correlationId !== undefined && { correlationId: workflow.correlationId }),
    pollCount: 0,
    scheduledTime: now,
    startTime: isTakenUpLater(type) ? 0 : now,
    endTime: 0,
    updateTime: now,
    firstScheduledTime: now,
    startDelayInSeconds: 0,
    callbackAfterSeconds: 0,
    responseTimeoutSeconds: isWorkerTask ? (def?.responseTimeoutSeconds ?? shownWithoutDefinition) : 0,
    retried: false,
    executed: false,
    subworkflowChanged: false,
    workflowPriority: workflow.priority,
    rateLimitPerFrequency: def?.rateLimitPerFrequency ?? 0,
    rateLimitFrequencyInSeconds: isWorkerTask ? (def?.rateLimitFrequencyInSeconds ?? 1) : 0,
    ...(def?.isolationGroupId !== undefined && { isolationGroupId: def.isolationGroupId }),
    ...(def?.executionNameSpace !== undefined && { executionNameSpace: def.executionNameSpace }),
    ...(domain !== undefined && { domain }),
    ...fields,
  };
}
