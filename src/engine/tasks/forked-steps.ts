import { isKnownTaskType, workflowTaskSchema, type WorkflowTask } from '#contract/index.ts';
import type { Payload, SecretPlaces } from '../model.ts';
import { isPayload, textsIn } from '../core/document.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import { overlaid, placesBelow } from '../core/secret-places.ts';
import { TerminateWorkflow } from '../core/terminate-workflow.ts';

/** The steps that a dynamic fork is asked for by its input, in one of three ways, with their inputs in them. */
export function forkedSteps(
  fork: WorkflowTask,
  input: Payload,
  hasForkedBefore: () => boolean,
): WorkflowTask[] {
  const { forkTaskInputs: each } = input;
  if (Array.isArray(each))
    return alike(fork, input, each, hasForkedBefore() ? `_${fork.taskReferenceName}` : '');
  return fork.dynamicForkTasksParam === undefined
    ? listedWithInputs(fork, input)
    : listed(fork, input, fork.dynamicForkTasksParam);
}

/** Where in the inputs of those steps the fork's own text names secrets. */
export function forkedSecrets(
  fork: WorkflowTask,
  input: Payload,
  secrets: SecretPlaces | undefined,
  steps: readonly WorkflowTask[],
): readonly (SecretPlaces | undefined)[] {
  const { dynamicForkTasksParam: list, dynamicForkTasksInputParamName: byName = '' } = fork;
  const { dynamicForkJoinTasksParam: both = 'null' } = fork;
  if (secrets === undefined) return [];
  return steps.map(({ taskReferenceName }, index) => {
    if (Array.isArray(input['forkTaskInputs'])) return placesBelow(secrets, 'forkTaskInputs', index);
    if (list === undefined) return placesBelow(secrets, both, 'dynamicTasks', index, 'input');
    const inputs = input[byName];
    const given = isPayload(inputs) ? inputs[taskReferenceName] : undefined;
    return overlaid(
      placesBelow(secrets, list, index, 'inputParameters'),
      isPayload(given) ? Object.keys(given) : [],
      placesBelow(secrets, byName, taskReferenceName),
    );
  });
}

/** One step for each of a list of inputs. */
function alike(
  fork: WorkflowTask,
  input: Payload,
  inputs: readonly unknown[],
  prefix: string,
): WorkflowTask[] {
  const workflow = textIn(input, 'forkTaskWorkflow');
  const version = Number(textIn(input, 'forkTaskWorkflowVersion') ?? NaN);
  const type = workflow === undefined ? (textIn(input, 'forkTaskType') ?? 'SIMPLE') : 'SUB_WORKFLOW';
  const isBuiltIn = type !== 'SIMPLE' && workflow === undefined && isKnownTaskType(type);
  const name = textIn(input, 'forkTaskName') ?? (isBuiltIn ? type : fork.taskReferenceName);
  const pattern = workflowTaskSchema.parse({ name: workflow ?? name, type, optional: fork.optional });
  return inputs.map((value, index) => {
    const taskReferenceName = `${prefix}_${name}_${index}`;
    const given = isPayload(value) ? value : { input: value };
    const script = type === 'INLINE' ? scriptOf(given) : {};
    const step = { ...pattern, ...script, taskReferenceName, inputParameters: { ...given, __index: index } };
    if (workflow === undefined) return step;
    const subWorkflowParam = {
      name: workflow,
      // As in Conductor, what is no number is no version.
      ...(Number.isInteger(version) && { version }),
      ...(isPayload(given['taskToDomain']) && { taskToDomain: textsIn(given['taskToDomain']) }),
    };
    return { ...step, subWorkflowParam };
  });
}

/** A step with a script names it as part of itself, too. */
function scriptOf(given: Payload): Partial<WorkflowTask> {
  const evaluatorType = textIn(given, 'evaluatorType');
  const expression = textIn(given, 'expression');
  return {
    ...(evaluatorType !== undefined && { evaluatorType }),
    ...(expression !== undefined && { expression }),
  };
}

/** Steps as a definition writes them, and beside them their inputs by reference name. */
function listed(fork: WorkflowTask, input: Payload, parameter: string): WorkflowTask[] {
  const list = input[parameter];
  const parsed = workflowTaskSchema.array().safeParse(list);
  if (!parsed.success || parsed.data.some((step) => step.taskReferenceName === '')) {
    throw new TerminateWorkflow(
      `Input '${parameter}' is invalid. Cannot deserialize a list of Workflow Tasks from ` +
        `'${toJavaString(list ?? null)}'`,
    );
  }
  const inputs = input[fork.dynamicForkTasksInputParamName ?? ''];
  if (!isPayload(inputs)) {
    throw new TerminateWorkflow(
      'Input to the dynamically forked tasks is not a map -> expecting a map of K,V  ' +
        `but found ${toJavaString(inputs)}`,
    );
  }
  return parsed.data.map((step) => {
    const { taskReferenceName: name } = step;
    return withInput(step, Object.hasOwn(inputs, name) ? inputs[name] : undefined);
  });
}

/** The oldest way: names, references, types and inputs in one list. */
function listedWithInputs(fork: WorkflowTask, input: Payload): WorkflowTask[] {
  const parameter = fork.dynamicForkJoinTasksParam ?? 'null';
  const holder = input[parameter];
  if (holder === undefined || holder === null) {
    throw new TerminateWorkflow(
      `Dynamic tasks could not be created. The value of ${parameter} from task's input ${toJavaString(input)} ` +
        'has no dynamic tasks to be scheduled',
    );
  }
  const tasks = isPayload(holder) ? holder['dynamicTasks'] : undefined;
  if (!Array.isArray(tasks)) {
    throw new TerminateWorkflow(
      `Input '${parameter}' is invalid. Cannot deserialize a list of Workflow Tasks from ` +
        `'${JSON.stringify(holder)}'`,
    );
  }
  return tasks.filter(isPayload).map((task) => {
    const name = textIn(task, 'taskName');
    const taskReferenceName = textIn(task, 'referenceName');
    const type = textIn(task, 'type');
    return withInput(workflowTaskSchema.parse({ name, taskReferenceName, type }), task['input']);
  });
}

function withInput(step: WorkflowTask, input: unknown): WorkflowTask {
  if (input === undefined || input === null) return step;
  if (isPayload(input)) return { ...step, inputParameters: { ...step.inputParameters, ...input } };
  throw new TerminateWorkflow(
    'Tasks could not be dynamically forked due to invalid input: ' +
      `that of ${step.taskReferenceName} is not a map: ${toJavaString(input)}`,
  );
}

function textIn(input: Payload, name: string): string | undefined {
  const value = input[name];
  return value === undefined || value === null || value === '' ? undefined : toJavaString(value);
}
