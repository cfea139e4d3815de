import type { z } from 'zod';

/** What Conductor calls the type of a whole request body in its messages. */
export type JavaType = keyof typeof javaTypes;

const common = 'com.netflix.conductor.common';
/** Java's names for whole request bodies. */
const javaTypes = {
  map: 'java.util.LinkedHashMap<java.lang.String,java.lang.Object>',
  texts: 'java.util.ArrayList<java.lang.String>',
  workflowDef: `${common}.metadata.workflow.WorkflowDef`,
  workflowDefs: `java.util.ArrayList<${common}.metadata.workflow.WorkflowDef>`,
  taskDef: `${common}.metadata.tasks.TaskDef`,
  taskDefs: `java.util.ArrayList<${common}.metadata.tasks.TaskDef>`,
  startRequest: `${common}.metadata.workflow.StartWorkflowRequest`,
  testRequest: `${common}.metadata.workflow.WorkflowTestRequest`,
  rerunRequest: `${common}.metadata.workflow.RerunWorkflowRequest`,
  skipRequest: `${common}.metadata.workflow.SkipTaskRequest`,
  taskResult: `${common}.metadata.tasks.TaskResult`,
  eventHandler: `${common}.metadata.events.EventHandler`,
  workflowSchedule: 'io.orkes.conductor.scheduler.model.WorkflowSchedule',
};

/** The types of the lists and objects inside bodies, by property. */
const propertyTypes: Readonly<Record<string, string>> = {
  tasks: `${common}.metadata.workflow.WorkflowTask`,
  defaultCase: `${common}.metadata.workflow.WorkflowTask`,
  loopOver: `${common}.metadata.workflow.WorkflowTask`,
  forkTasks: `java.util.List<${common}.metadata.workflow.WorkflowTask>`,
  subWorkflowParam: `${common}.metadata.workflow.SubWorkflowParams`,
  workflowDef: `${common}.metadata.workflow.WorkflowDef`,
  taskDefinition: `${common}.metadata.tasks.TaskDef`,
  logs: `${common}.metadata.tasks.TaskExecLog`,
  actions: `${common}.metadata.events.EventHandler$Action`,
  cronSchedules: 'io.orkes.conductor.scheduler.model.CronSchedule',
};

interface JavaEnum {
  readonly type: string;
  /** In the order in which Conductor lists them, where that is not the schema's. */
  readonly accepted?: string;
}

/** Enumerations by the values that the schema lists. */
const enums: Readonly<Record<string, JavaEnum>> = {
  'TIME_OUT_WF,ALERT_ONLY': { type: `${common}.metadata.workflow.WorkflowDef$TimeoutPolicy` },
  'RETRY,TIME_OUT_WF,ALERT_ONLY': { type: `${common}.metadata.tasks.TaskDef$TimeoutPolicy` },
  'FIXED,EXPONENTIAL_BACKOFF,LINEAR_BACKOFF': { type: `${common}.metadata.tasks.TaskDef$RetryLogic` },
  'FAIL,RETURN_EXISTING,FAIL_ON_RUNNING': { type: `${common}.metadata.workflow.IdempotencyStrategy` },
  'SYNC,ASYNC': { type: `${common}.metadata.workflow.WorkflowTask$JoinMode` },
  'QUEUE,REJECT': { type: `${common}.metadata.workflow.RateLimitConfig$RateLimitPolicy` },
  'IN_PROGRESS,FAILED,FAILED_WITH_TERMINAL_ERROR,COMPLETED,CANCELED': {
    type: `${common}.metadata.tasks.TaskResult$Status`,
    accepted: 'CANCELED, COMPLETED, FAILED_WITH_TERMINAL_ERROR, FAILED, IN_PROGRESS',
  },
  'fail_task,start_agent,complete_task,start_workflow,terminate_workflow,update_workflow_variables': {
    type: `${common}.metadata.events.EventHandler$Action$Type`,
  },
};

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What Conductor says to a value of the wrong type. `bodyType` is the type of the whole body. */
export function refusal(issue: Issue, value: unknown, bodyType: JavaType): string {
  if (value === undefined && lastName(issue.path) === 'status') {
    return `Cannot invoke "${common}.metadata.tasks.TaskResult$Status.name()" because the return value of "${common}.metadata.tasks.TaskResult.getStatus()" is null`;
  }
  return `JSON parse error: ${mapperMessage(issue, value, javaTypes[bodyType])}`;
}

function mapperMessage(issue: Issue, value: unknown, bodyType: string): string {
  if (issue.code === 'invalid_value') {
    const { type = 'java.lang.Enum', accepted = issue.values.join(', ') } =
      enums[issue.values.join(',')] ?? {};
    return `Cannot deserialize value of type \`${type}\` from String "${String(value)}": not one of the values accepted for Enum class: [${accepted}]`;
  }
  const isTooGreat = value === Infinity || value === -Infinity;
  if (isTooGreat || issue.code === 'too_big' || issue.code === 'too_small') {
    return `Numeric value (${String(value)}) out of range of int (-2147483648 - 2147483647)`;
  }
  if (issue.code !== 'invalid_type') return issue.message;
  const wanted = wantedType(issue.expected, issue.path, bodyType);
  if (typeof value === 'string') return wrongText(wanted, issue.expected, value);
  return `Cannot deserialize value of type \`${wanted}\` from ${describe(value)})`;
}

function lastName(path: Path): string | undefined {
  return path.findLast((key) => typeof key === 'string');
}

const scalarTypes: Readonly<Record<string, string>> = {
  string: 'java.lang.String',
  int: 'int',
  number: 'int',
  boolean: 'boolean',
};

/** Numbers that are longs in Java. */
const longs: ReadonlySet<string> = new Set([
  'timeoutSeconds',
  'responseTimeoutSeconds',
  'totalTimeoutSeconds',
  'callbackAfterSeconds',
  'createTime',
  'updateTime',
]);

function wantedType(expected: string, path: Path, bodyType: string): string {
  if (path.length === 0) return bodyType;
  const scalar = scalarTypes[expected];
  if (scalar === 'int' && bodyType === javaTypes.startRequest && path.length === 1)
    return 'java.lang.Integer';
  if (scalar !== undefined) return scalar === 'int' && longs.has(lastName(path) ?? '') ? 'long' : scalar;
  const inside = propertyTypes[lastName(path) ?? ''];
  if (expected === 'array') return `java.util.ArrayList<${inside ?? 'java.lang.String'}>`;
  if (expected === 'object') return inside ?? bodyType.replace(/^java\.util\.ArrayList<(.*)>$/, '$1');
  return javaTypes.map;
}

function wrongText(type: string, expected: string, value: string): string {
  const refused = `Cannot deserialize value of type \`${type}\` from String`;
  if (type === 'int' || type === 'long' || type === 'java.lang.Integer')
    return `${refused} "${value}": not a valid \`${type}\` value`;
  if (type === 'boolean') {
    return `${refused} "${value}": only "true"/"True"/"TRUE" or "false"/"False"/"FALSE" recognized`;
  }
  if (expected === 'array') return `${refused} value (token \`JsonToken.VALUE_STRING\`)`;
  const bare = type.replace(/<.*>$/, '');
  return `Cannot construct instance of \`${bare}\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('${value}')`;
}

function describe(value: unknown): string {
  const token = (name: string) => `(token \`JsonToken.${name}\``;
  if (value === null || value === undefined) return `null value ${token('VALUE_NULL')}`;
  if (Array.isArray(value)) return `Array value ${token('START_ARRAY')}`;
  if (typeof value === 'boolean') return `Boolean value ${token(value ? 'VALUE_TRUE' : 'VALUE_FALSE')}`;
  if (typeof value !== 'number') return `Object value ${token('START_OBJECT')}`;
  return Number.isInteger(value)
    ? `Integer value ${token('VALUE_NUMBER_INT')}`
    : `Floating-point value ${token('VALUE_NUMBER_FLOAT')}`;
}
