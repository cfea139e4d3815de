import type { TaskDef } from '../task-def.ts';
import type { TaskType } from '../task-types.ts';
import { isKnownTaskType } from '../task-types.ts';
import { parseWaitDuration, parseWaitUntil } from '../wait-time.ts';
import type { JsonPath } from '../walk.ts';
import type { WorkflowTask } from '../workflow-def.ts';

export interface TaskTypePorts {
  /** The error of a script that cannot be parsed; undefined for one that can. */
  readonly checkScript?: (script: string) => string | undefined;
  /** The registered definition of a task, whose inputTemplate may hold what the workflow task leaves out. */
  readonly findTaskDef?: (name: string) => TaskDef | undefined;
}

/** A problem relative to its task. */
interface TaskProblem {
  readonly message: string;
  readonly at: JsonPath;
}

type Rule = (task: WorkflowTask, ports: TaskTypePorts) => TaskProblem[];

/** What a task of its type needs and lacks. */
export function taskTypeProblems(task: WorkflowTask, ports: TaskTypePorts): TaskProblem[] {
  const rule = isKnownTaskType(task.type) ? rules[task.type] : undefined;
  return rule?.(task, ports) ?? [];
}

const rules: Readonly<Partial<Record<TaskType, Rule>>> = {
  EVENT: (task) => (task.sink === undefined ? [required(task, 'sink')] : []),
  DYNAMIC: (task) =>
    task.dynamicTaskNameParam === undefined ? [required(task, 'dynamicTaskNameParam')] : [],
  SUB_WORKFLOW: (task) => (task.subWorkflowParam === undefined ? [required(task, 'subWorkflowParam')] : []),
  DECISION: decisionRule,
  SWITCH: switchRule,
  DO_WHILE: doWhileRule,
  FORK_JOIN: (task) => (task.forkTasks.length === 0 ? [atLeastOneTask(task, 'forkTasks')] : []),
  FORK_JOIN_DYNAMIC: dynamicForkRule,
  HTTP: httpRule,
  KAFKA_PUBLISH: (task, ports) => inputRequired(task, ports, 'kafka_request'),
  JSON_JQ_TRANSFORM: (task, ports) => inputRequired(task, ports, 'queryExpression'),
  TERMINATE: terminateRule,
  WAIT: waitRule,
};

function required(task: WorkflowTask, field: string, at: JsonPath = [field]): TaskProblem {
  return { message: `${field} field is required for taskType: ${task.type} taskName: ${task.name}`, at };
}

function atLeastOneTask(task: WorkflowTask, field: string): TaskProblem {
  return {
    message: `${field} should have atleast one task for taskType: ${task.type} taskName: ${task.name}`,
    at: [field],
  };
}

function noCases(task: WorkflowTask): TaskProblem[] {
  return Object.keys(task.decisionCases).length === 0 ? [atLeastOneTask(task, 'decisionCases')] : [];
}

function decisionRule(task: WorkflowTask, ports: TaskTypePorts): TaskProblem[] {
  if (task.caseExpression !== undefined) {
    return [...noCases(task), ...scriptProblems(task, 'caseExpression', task.caseExpression, ports)];
  }
  if (task.caseValueParam !== undefined) return noCases(task);
  return [required(task, 'caseValueParam or caseExpression', []), ...noCases(task)];
}

function switchRule(task: WorkflowTask, ports: TaskTypePorts): TaskProblem[] {
  if (task.evaluatorType === undefined) return [required(task, 'evaluatorType'), ...noCases(task)];
  if (task.expression === undefined) return [required(task, 'expression'), ...noCases(task)];
  if (task.evaluatorType !== 'javascript') return noCases(task);
  return [...noCases(task), ...scriptProblems(task, 'expression', task.expression, ports)];
}

function scriptProblems(
  task: WorkflowTask,
  field: string,
  script: string,
  ports: TaskTypePorts,
): TaskProblem[] {
  const error = ports.checkScript?.(script);
  if (error === undefined) return [];
  const message = `Expression is not well formatted: ${error}, taskType: ${task.type} taskName ${task.name}`;
  return [{ message, at: [field] }];
}

function doWhileRule(task: WorkflowTask): TaskProblem[] {
  const problems: TaskProblem[] = [];
  if (task.loopCondition === undefined) problems.push(required(task, 'loopCondition'));
  if (task.loopOver.length === 0) problems.push(required(task, 'loopOver'));
  return problems;
}

function dynamicForkRule(task: WorkflowTask): TaskProblem[] {
  if (Object.hasOwn(task.inputParameters, 'forkTaskInputs')) return [];
  const { dynamicForkTasksParam: tasks, dynamicForkTasksInputParamName: inputs } = task;
  if (task.dynamicForkJoinTasksParam !== undefined) {
    if (tasks === undefined && inputs === undefined) return [];
    const message = `dynamicForkJoinTasksParam or combination of dynamicForkTasksInputParamName and dynamicForkTasksParam cam be used for taskType: FORK_JOIN_DYNAMIC taskName: ${task.name}`;
    return [{ message, at: ['dynamicForkJoinTasksParam'] }];
  }
  const problems: TaskProblem[] = [];
  if (tasks === undefined) problems.push(required(task, 'dynamicForkTasksParam'));
  if (inputs === undefined) problems.push(required(task, 'dynamicForkTasksInputParamName'));
  return problems;
}

function httpRule(task: WorkflowTask, ports: TaskTypePorts): TaskProblem[] {
  const given = ['http_request', 'uri', 'method'].some((key) => Object.hasOwn(task.inputParameters, key));
  if (given || templateHolds(task, ports, 'http_request')) return [];
  return [required(task, 'inputParameters.http_request or inputParameters.uri', ['inputParameters'])];
}

function inputRequired(task: WorkflowTask, ports: TaskTypePorts, key: string): TaskProblem[] {
  if (Object.hasOwn(task.inputParameters, key) || templateHolds(task, ports, key)) return [];
  return [required(task, `inputParameters.${key}`, ['inputParameters'])];
}

function templateHolds(task: WorkflowTask, ports: TaskTypePorts, key: string): boolean {
  const def = task.taskDefinition ?? ports.findTaskDef?.(task.name);
  return def !== undefined && Object.hasOwn(def.inputTemplate, key);
}

function terminateRule(task: WorkflowTask): TaskProblem[] {
  const problems: TaskProblem[] = [];
  if (task.optional) {
    problems.push({ message: `terminate task cannot be optional, taskName: ${task.name}`, at: ['optional'] });
  }
  const status = task.inputParameters['terminationStatus'];
  if (status !== 'COMPLETED' && status !== 'FAILED' && status !== 'TERMINATED') {
    const message = `terminate task must have an terminationStatus parameter and must be set to COMPLETED or FAILED, taskName: ${task.name}`;
    problems.push({ message, at: ['inputParameters', 'terminationStatus'] });
  }
  return problems;
}

function waitRule(task: WorkflowTask): TaskProblem[] {
  const duration = printed(task.inputParameters['duration']);
  const until = printed(task.inputParameters['until']);
  if (duration !== '' && until !== '') {
    const message = "Both 'duration' and 'until' specified. Please provide only one input";
    return [{ message, at: ['inputParameters', 'until'] }];
  }
  if (!isExpression(duration) && parseWaitDuration(duration) === undefined) {
    const message = `Either date or duration is passed as null : '${duration}' is no duration for task ${task.taskReferenceName}`;
    return [{ message, at: ['inputParameters', 'duration'] }];
  }
  if (until !== '' && !isExpression(until) && parseWaitUntil(until) === undefined) {
    const message = `Unable to parse date : '${until}' is no moment for task ${task.taskReferenceName}`;
    return [{ message, at: ['inputParameters', 'until'] }];
  }
  return [];
}

function printed(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isExpression(value: string): boolean {
  return value.startsWith('${');
}
