import { z } from 'zod';
import { flag, jsonMap, optionalText, text, textMap, wireObject, type JsonObject } from './wire.ts';

const startWorkflowActionSchema = wireObject({
  name: optionalText.describe('Name of the workflow to start.'),
  version: z.int32().optional().describe('Its version; without one the highest.'),
  correlationId: optionalText.describe('Correlation id of the new execution; expressions see the message.'),
  input: jsonMap.default({}).describe('Input of the new execution; expressions see the message.'),
  taskToDomain: textMap.optional(),
});

const taskActionSchema = wireObject({
  workflowId: optionalText.describe('Execution that the task belongs to, with taskRefName.'),
  taskRefName: optionalText.describe('Reference name of the task.'),
  output: jsonMap.default({}).describe('Output of the task; expressions see the message.'),
  taskId: optionalText.describe('Id of the task, instead of workflowId and taskRefName.'),
  reasonForIncompletion: optionalText,
});

const terminateWorkflowActionSchema = wireObject({
  workflowId: optionalText.describe('Execution to terminate.'),
  terminationReason: optionalText,
});

const updateVariablesActionSchema = wireObject({
  workflowId: optionalText.describe('Execution whose variables change.'),
  variables: jsonMap.default({}),
  appendArray: flag.default(false).describe('Adds to variables that are lists instead of replacing them.'),
});

const eventActionTypeSchema = z.enum([
  'start_workflow',
  'complete_task',
  'fail_task',
  'terminate_workflow',
  'update_workflow_variables',
  'start_agent',
]);

const eventActionSchema = wireObject({
  action: eventActionTypeSchema.optional().describe('What is done; the field of that name says how.'),
  start_workflow: startWorkflowActionSchema.optional(),
  complete_task: taskActionSchema.optional(),
  fail_task: taskActionSchema.optional(),
  expandInlineJSON: flag.default(false).describe('Reads texts of the message that hold JSON as that JSON.'),
  terminate_workflow: terminateWorkflowActionSchema.optional(),
  update_workflow_variables: updateVariablesActionSchema.optional(),
});

/** What is done when a message of an event comes. */
export const eventHandlerSchema = wireObject({
  name: text.default('').describe('Name of the event handler.'),
  event: text
    .default('')
    .describe('Event it listens to: the kind of queue and its name, `conductor:order:ref`.'),
  condition: optionalText.describe('Decides over a message, `$`, whether the actions run.'),
  actions: z.array(eventActionSchema).default([]),
  active: flag.default(false),
  evaluatorType: optionalText,
  description: optionalText,
});
export type EventAction = z.infer<typeof eventActionSchema>;
export type EventHandler = z.infer<typeof eventHandlerSchema>;

export const stateChangeEventSchema = wireObject({
  type: text.default('').describe('Name of the event: order_paid stands for conductor:order_paid.'),
  payload: jsonMap.default({}).describe('The message; expressions see the workflow.'),
});
/** An event that is published when a task reaches a state. */
export type StateChangeEvent = z.infer<typeof stateChangeEventSchema>;

/** What came of one action of an event handler for one message. */
export interface EventExecution {
  /** The message's id with the action's index. */
  readonly id: string;
  readonly messageId: string;
  /** The event handler's name. */
  readonly name: string;
  readonly event: string;
  /** Epoch milliseconds. */
  readonly created: number;
  readonly status: 'COMPLETED' | 'FAILED' | 'SKIPPED';
  readonly action?: string;
  readonly output: JsonObject;
}
