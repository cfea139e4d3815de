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
  testRequest: `${common}.run.WorkflowTestRequest`,
  rerunRequest: `${common}.metadata.workflow.RerunWorkflowRequest`,
  skipRequest: `${common}.metadata.workflow.SkipTaskRequest`,
  taskResult: `${common}.metadata.tasks.TaskResult`,
  eventHandler: `${common}.metadata.events.EventHandler`,
  workflowSchedule: 'io.orkes.conductor.scheduler.model.WorkflowSchedule',
};

const workflowTask = `${common}.metadata.workflow.WorkflowTask`;
const listOf = (of: string) => `java.util.List<${of}>`;
const mapOf = (of: string) => `java.util.Map<java.lang.String,${of}>`;

/** The types of the lists, maps and objects inside bodies, by property. */
const propertyTypes: Readonly<Record<string, string>> = {
  tasks: listOf(workflowTask),
  defaultCase: listOf(workflowTask),
  loopOver: listOf(workflowTask),
  forkTasks: listOf(listOf(workflowTask)),
  decisionCases: mapOf(listOf(workflowTask)),
  onStateChange: mapOf(listOf(`${common}.metadata.workflow.StateChangeEvent`)),
  subWorkflowParam: `${common}.metadata.workflow.SubWorkflowParams`,
  cacheConfig: `${common}.metadata.workflow.CacheConfig`,
  rateLimitConfig: `${common}.metadata.workflow.RateLimitConfig`,
  inputSchema: `${common}.metadata.SchemaDef`,
  outputSchema: `${common}.metadata.SchemaDef`,
  workflowDef: `${common}.metadata.workflow.WorkflowDef`,
  taskDefinition: `${common}.metadata.tasks.TaskDef`,
  taskToDomain: mapOf('java.lang.String'),
  logs: listOf(`${common}.metadata.tasks.TaskExecLog`),
  actions: listOf(`${common}.metadata.events.EventHandler$Action`),
  start_workflow: `${common}.metadata.events.EventHandler$StartWorkflow`,
  complete_task: `${common}.metadata.events.EventHandler$TaskDetails`,
  fail_task: `${common}.metadata.events.EventHandler$TaskDetails`,
  startWorkflowRequest: `${common}.metadata.workflow.StartWorkflowRequest`,
  taskRefToMockOutput: mapOf(listOf(`${common}.run.WorkflowTestRequest$TaskMock`)),
  subWorkflowTestRequest: mapOf(`${common}.run.WorkflowTestRequest`),
  cronSchedules: listOf('io.orkes.conductor.scheduler.model.CronSchedule'),
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
  'FAIL,RETURN_EXISTING,FAIL_ON_RUNNING': {
    type: `${common}.metadata.workflow.IdempotencyStrategy`,
    accepted: 'FAIL_ON_RUNNING, RETURN_EXISTING, FAIL',
  },
  'SYNC,ASYNC': { type: `${common}.metadata.workflow.WorkflowTask$JoinMode` },
  'QUEUE,REJECT': { type: `${common}.metadata.workflow.RateLimitConfig$RateLimitPolicy` },
  'IN_PROGRESS,FAILED,FAILED_WITH_TERMINAL_ERROR,COMPLETED,CANCELED': {
    type: `${common}.metadata.tasks.TaskResult$Status`,
    accepted: 'CANCELED, COMPLETED, FAILED_WITH_TERMINAL_ERROR, FAILED, IN_PROGRESS',
  },
  'start_workflow,complete_task,fail_task,terminate_workflow,update_workflow_variables,start_agent': {
    type: `${common}.metadata.events.EventHandler$Action$Type`,
    accepted:
      'fail_task, start_agent, complete_task, start_workflow, terminate_workflow, update_workflow_variables',
  },
};

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What Conductor says to a value of the wrong type. `bodyType` is the type of the whole body. */
export function refusal(issue: Issue, value: unknown, bodyType: JavaType): string {
  return `JSON parse error: ${mapperMessage(issue, value, bodyType)}`;
}

function mapperMessage(issue: Issue, value: unknown, body: JavaType): string {
  if (issue.code === 'invalid_value') return refusedEnum(issue.values.map(String), value);
  const isTooGreat = value === Infinity || value === -Infinity;
  if (isTooGreat || issue.code === 'too_big' || issue.code === 'too_small') {
    const [type, range] = /long/i.test(wantedType('int', issue.path, body))
      ? ['long', '-9223372036854775808 - 9223372036854775807']
      : ['int', '-2147483648 - 2147483647'];
    return `Numeric value (${String(value)}) out of range of ${type} (${range})`;
  }
  if (issue.code !== 'invalid_type') return issue.message;
  const wanted = wantedType(issue.expected, issue.path, body);
  if (typeof value === 'string') return wrongText(wanted, value);
  if (isBean(wanted) && (typeof value === 'number' || typeof value === 'boolean')) {
    return notConstructed(wanted, constructorFor(value));
  }
  return notDeserialized(wanted, value);
}

function refusedEnum(values: readonly string[], value: unknown): string {
  const { type = 'java.lang.Enum', accepted = values.join(', ') } = enums[values.join(',')] ?? {};
  if (value === '') {
    return `Cannot coerce empty String ("") to \`${type}\` value (but could if coercion was enabled using \`CoercionConfig\`)`;
  }
  const refused = `Cannot deserialize value of type \`${type}\` from`;
  if (typeof value === 'string') {
    return `${refused} String "${value}": not one of the values accepted for Enum class: [${accepted}]`;
  }
  if (typeof value === 'number' && Number.isInteger(value)) {
    return `${refused} number ${value}: index value outside legal index range [0..${values.length - 1}]`;
  }
  return notDeserialized(type, value);
}

function notDeserialized(type: string, value: unknown): string {
  return `Cannot deserialize value of type \`${type}\` from ${describe(value)}`;
}

function notConstructed(type: string, missing: string): string {
  return `Cannot construct instance of \`${type}\` (although at least one Creator exists): no ${missing}`;
}

/** An object of Conductor's own, as opposed to a number, a text, a list or a map. */
function isBean(type: string): boolean {
  return type.includes('.conductor.') && !type.startsWith('java.');
}

function constructorFor(value: number | boolean): string {
  const rest = 'argument constructor/factory method to deserialize from';
  if (typeof value === 'boolean') return `boolean/Boolean-${rest} boolean value (${value})`;
  const isInt = Number.isInteger(value) && Math.abs(value) < 2 ** 31;
  const kind = isInt ? 'int/Int' : Number.isInteger(value) ? 'long/Long' : 'double/Double';
  return `${kind}-${rest} Number value (${value})`;
}

function lastName(path: Path): string {
  return path.findLast((key) => typeof key === 'string') ?? '';
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
  'createdTime',
]);

/** Numbers that may be null in Java. */
const boxed: Readonly<Record<string, string>> = {
  createTime: 'java.lang.Long',
  updateTime: 'java.lang.Long',
  scheduleStartTime: 'java.lang.Long',
  scheduleEndTime: 'java.lang.Long',
  concurrentExecLimit: 'java.lang.Integer',
  backoffScaleFactor: 'java.lang.Integer',
  rateLimitPerFrequency: 'java.lang.Integer',
  rateLimitFrequencyInSeconds: 'java.lang.Integer',
};

function wantedType(expected: string, path: Path, body: JavaType): string {
  const scalar = scalarTypes[expected];
  if (scalar === 'int') return numberType(path, body);
  return scalar ?? containerType(expected, path, body);
}

function numberType(path: Path, body: JavaType): string {
  const name = lastName(path);
  const isOfRequest = body === 'startRequest' && path.length === 1;
  const isOfSubWorkflow = name === 'version' && path.includes('subWorkflowParam');
  const isOfTask = name === 'retryCount' && path.includes('tasks') && !path.includes('taskDefinition');
  if (isOfRequest || isOfSubWorkflow || isOfTask) return 'java.lang.Integer';
  return boxed[name] ?? (longs.has(name) ? 'long' : 'int');
}

function containerType(expected: string, path: Path, body: JavaType): string {
  const at = path.findLastIndex((key) => typeof key === 'string' && propertyTypes[key] !== undefined);
  const named = propertyTypes[String(path[at])];
  const inside = inner(named ?? javaTypes[body], path.slice(named === undefined ? 0 : at + 1));
  if (inside !== undefined) return concrete(inside);
  return expected === 'array' ? 'java.util.ArrayList<java.lang.String>' : javaTypes.map;
}

/** The type of what these steps lead to; undefined when they lead into an object of Conductor's own. */
function inner(type: string, steps: Path): string | undefined {
  if (steps.length === 0) return type;
  const [, list, map] =
    /^java\.util\.(?:(?:Array)?List<(.*)>|(?:LinkedHash)?Map<[^,]*,(.*)>)$/.exec(type) ?? [];
  const next = list ?? map;
  return next === undefined ? undefined : inner(next, steps.slice(1));
}

function concrete(type: string): string {
  return type
    .replace(/^java\.util\.List</, 'java.util.ArrayList<')
    .replace(/^java\.util\.Map</, 'java.util.LinkedHashMap<');
}

function wrongText(type: string, value: string): string {
  const refused = `Cannot deserialize value of type \`${type}\` from String`;
  if (/^(int|long|java\.lang\.(Integer|Long))$/.test(type)) {
    return `${refused} "${value}": not a valid \`${type}\` value`;
  }
  if (type === 'boolean') {
    return `${refused} "${value}": only "true"/"True"/"TRUE" or "false"/"False"/"FALSE" recognized`;
  }
  if (type.startsWith('java.util.ArrayList<') && type !== javaTypes.texts) {
    return `${refused} value (token \`JsonToken.VALUE_STRING\`)`;
  }
  const rest = 'argument constructor/factory method to deserialize from';
  return notConstructed(type.replace(/<.*>$/, ''), `String-${rest} String value ('${value}')`);
}

function describe(value: unknown): string {
  const token = (name: string) => `(token \`JsonToken.${name}\`)`;
  if (value === null || value === undefined) return `null value ${token('VALUE_NULL')}`;
  if (Array.isArray(value)) return `Array value ${token('START_ARRAY')}`;
  if (typeof value === 'boolean') return `Boolean value ${token(value ? 'VALUE_TRUE' : 'VALUE_FALSE')}`;
  if (typeof value === 'string') return `String value ${token('VALUE_STRING')}`;
  if (typeof value !== 'number') return `Object value ${token('START_OBJECT')}`;
  return Number.isInteger(value)
    ? `Integer value ${token('VALUE_NUMBER_INT')}`
    : `Floating-point value ${token('VALUE_NUMBER_FLOAT')}`;
}
