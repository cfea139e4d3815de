import { z } from 'zod';
import { stateChangeEventSchema } from './events.ts';
import { schemaDefSchema, taskDefSchema } from './task-def.ts';
import { taskTypeField } from './task-types.ts';
import {
  auditFields,
  flag,
  int,
  jsonMap,
  long,
  optionalText,
  text,
  textList,
  textMap,
  wireObject,
  type FieldsOf,
} from './wire.ts';

const workflowTimeoutPolicySchema = z.enum(['TIME_OUT_WF', 'ALERT_ONLY']);

const joinModeSchema = z.enum(['SYNC', 'ASYNC']);

const rateLimitPolicySchema = z.enum(['QUEUE', 'REJECT']);

const rateLimitConfigSchema = wireObject({
  rateLimitKey: optionalText,
  concurrentExecLimit: int.default(0),
  policy: rateLimitPolicySchema.default('QUEUE').describe('What becomes of a start beyond the limit.'),
});

const cacheConfigSchema = wireObject({ key: optionalText, ttlInSecond: int.default(0) });

// A task holds tasks, and may hold a whole definition. The fields that do are typed by hand in the interfaces below
// (the compiler cannot infer a type from itself); everything else is inferred.

const subWorkflowFields = {
  name: optionalText.describe('Name of the workflow to run.'),
  version: int.optional().describe('Version to run; the latest when absent.'),
  taskToDomain: textMap.optional().describe('Domain that each task type is polled from.'),
  idempotencyKey: optionalText,
  idempotencyStrategy: optionalText,
  priority: z.unknown().optional(),
};

interface SubWorkflowParams extends FieldsOf<typeof subWorkflowFields> {
  /** A definition in place, or an expression that gives one. */
  workflowDefinition?: WorkflowDef | string | undefined;
}

const stepFields = {
  name: text.default('').describe('Name of the task: for SIMPLE, the task definition that workers poll for.'),
  taskReferenceName: text
    .default('')
    .describe('Unique name of this step, used in expressions such as ${my_ref.output.value}.'),
  type: taskTypeField,
  description: optionalText.describe('What this step does, for people.'),
  inputParameters: jsonMap.default({}).describe('Input of the task; values may hold ${…} expressions.'),
};

const workflowTaskFields = {
  dynamicTaskNameParam: optionalText.describe('DYNAMIC: the input parameter that names the task to run.'),
  caseValueParam: optionalText.describe('DECISION: the input parameter whose value picks the case.'),
  caseExpression: optionalText.describe('DECISION: a script whose result picks the case.'),
  scriptExpression: optionalText,
  dynamicForkJoinTasksParam: optionalText,
  dynamicForkTasksParam: optionalText.describe(
    'FORK_JOIN_DYNAMIC: the input parameter that holds the list of tasks.',
  ),
  dynamicForkTasksInputParamName: optionalText.describe(
    'FORK_JOIN_DYNAMIC: the input parameter that maps each reference name to its input.',
  ),
  startDelay: int.default(0).describe('Seconds to wait before the task may start.'),
  joinOn: textList.default([]).describe('JOIN: reference names of the tasks to wait for.'),
  sink: optionalText.describe('EVENT: where the event goes, such as conductor:my_event.'),
  optional: flag.default(false).describe('When true, the workflow goes on even if this task fails.'),
  taskDefinition: taskDefSchema.optional(),
  rateLimited: flag.optional(),
  defaultExclusiveJoinTask: textList.default([]),
  asyncComplete: flag
    .default(false)
    .describe('When true, the task stays open until something outside completes it.'),
  loopCondition: optionalText.describe('DO_WHILE: a script; the loop goes on while it gives true.'),
  items: optionalText.describe('DO_WHILE: an expression that gives a list to run the loop over.'),
  retryCount: int.optional().describe('Tries after a failure, instead of what the task definition says.'),
  evaluatorType: optionalText.describe('SWITCH: value-param or javascript.'),
  expression: optionalText.describe(
    'SWITCH: an input parameter name (value-param) or a script (javascript).',
  ),
  onStateChange: z
    .record(z.string(), z.array(stateChangeEventSchema))
    .default({})
    .describe(
      'Events to publish when the task reaches a state: onScheduled, onStart, onSuccess, onFailed, onCancelled.',
    ),
  joinStatus: optionalText,
  cacheConfig: cacheConfigSchema.optional(),
  permissive: flag
    .default(false)
    .describe('When true, the workflow goes on after a failure and fails at its end.'),
  joinMode: joinModeSchema.optional(),
  metadata: jsonMap.default({}),
};

export interface WorkflowTask extends FieldsOf<typeof stepFields>, FieldsOf<typeof workflowTaskFields> {
  decisionCases: Record<string, WorkflowTask[]>;
  defaultCase: WorkflowTask[];
  forkTasks: WorkflowTask[][];
  loopOver: WorkflowTask[];
  subWorkflowParam?: SubWorkflowParams | undefined;
}

const expression = z.string().refine((value) => value.startsWith('${') && value.endsWith('}'), {
  error: 'workflowDefinition is a string, but not a valid DSL string',
});

const taskList: z.ZodType<WorkflowTask[]> = z.lazy(() => z.array(workflowTaskSchema));

const subWorkflowParamsSchema: z.ZodType<SubWorkflowParams> = wireObject({
  ...subWorkflowFields,
  workflowDefinition: z.union([expression, z.lazy(() => workflowDefSchema)]).optional(),
});

// Answers list the fields in this order, which is why the nested lists stand among the others.
export const workflowTaskSchema: z.ZodType<WorkflowTask> = wireObject({
  ...stepFields,
  decisionCases: z
    .record(z.string(), taskList)
    .default({})
    .describe('SWITCH and DECISION: the tasks to run for each value.'),
  defaultCase: taskList.default([]).describe('SWITCH and DECISION: the tasks to run when no case matches.'),
  forkTasks: z.array(taskList).default([]).describe('FORK_JOIN: the branches, each a list of tasks.'),
  loopOver: taskList.default([]).describe('DO_WHILE: the tasks to repeat.'),
  subWorkflowParam: subWorkflowParamsSchema.optional().describe('SUB_WORKFLOW: the workflow to run.'),
  ...workflowTaskFields,
}).meta({ id: 'WorkflowTask', title: 'Workflow task' });

const identityFields = {
  name: text.default('').describe('Name of the workflow. Name and version together identify a definition.'),
  description: optionalText.describe('What the workflow does, for people.'),
  version: int.default(1).describe('Version of this definition.'),
};

const workflowDefFields = {
  inputParameters: textList.default([]).describe('Names of the inputs that the workflow expects.'),
  outputParameters: jsonMap.default({}).describe('Output of the workflow; values may hold ${…} expressions.'),
  failureWorkflow: optionalText.describe('Workflow to start when this one fails.'),
  failureWorkflowVersion: int.optional(),
  schemaVersion: int.default(2).describe('Always 2.'),
  restartable: flag.default(true).describe('Whether a completed execution may be restarted.'),
  workflowStatusListenerEnabled: flag.default(false),
  workflowStatusListenerSink: optionalText,
  ownerEmail: optionalText.describe('E-mail address of whoever answers for this workflow.'),
  timeoutPolicy: workflowTimeoutPolicySchema
    .default('ALERT_ONLY')
    .describe('After timeoutSeconds: time the workflow out, or only alert.'),
  timeoutSeconds: long.default(0).describe('Seconds the workflow may run; 0 means no limit.'),
  variables: jsonMap.default({}).describe('Variables and their first values; SET_VARIABLE changes them.'),
  inputTemplate: jsonMap.default({}).describe('Inputs used where a start gives none.'),
  rateLimitConfig: rateLimitConfigSchema.optional(),
  inputSchema: schemaDefSchema.optional(),
  outputSchema: schemaDefSchema.optional(),
  enforceSchema: flag.default(true),
  metadata: jsonMap.default({}),
  cacheConfig: cacheConfigSchema.optional(),
  maskedFields: textList.default([]),
  ...auditFields,
};

export interface WorkflowDef extends FieldsOf<typeof identityFields>, FieldsOf<typeof workflowDefFields> {
  tasks: WorkflowTask[];
}

export const workflowDefSchema: z.ZodType<WorkflowDef> = wireObject({
  ...identityFields,
  tasks: taskList.default([]).describe('The steps of the workflow, in order.'),
  ...workflowDefFields,
}).meta({ id: 'WorkflowDef', title: 'Workflow definition' });

export const workflowDefVersionSchema = wireObject({
  name: text.default(''),
  version: int,
  createTime: long.default(0),
  updateTime: long.optional(),
});
/** One version of a definition, as the light listings give it. */
export type WorkflowDefVersion = z.infer<typeof workflowDefVersionSchema>;
