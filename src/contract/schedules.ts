import { z } from 'zod';
import { startWorkflowRequestSchema } from './requests.ts';
import { flag, long, optionalText, text, wireObject } from './wire.ts';

const utc = 'UTC';

const cronScheduleSchema = wireObject({
  cronExpression: optionalText,
  zoneId: text.default(utc),
});

/** When a workflow is to be started again and again. Times are epoch milliseconds. */
export const workflowScheduleSchema = wireObject({
  name: text.default('').describe('Name of the schedule.'),
  cronExpression: optionalText.describe('Second, minute, hour, day of month, month, day of week.'),
  runCatchupScheduleInstances: flag
    .default(false)
    .describe(
      'Makes up for every start that was missed, one after the other; otherwise for the first one only.',
    ),
  paused: flag.default(false),
  pausedReason: optionalText,
  startWorkflowRequest: startWorkflowRequestSchema.optional().describe('What is started.'),
  zoneId: text.default(utc).describe('Time zone of the cron expression.'),
  scheduleStartTime: long.optional().describe('Nothing is started before.'),
  scheduleEndTime: long.optional().describe('Nothing is started after.'),
  createTime: long.default(0),
  updatedTime: long.default(0),
  createdBy: text.default(''),
  updatedBy: text.default(''),
  description: optionalText,
  nextRunTime: long.optional(),
  cronSchedules: z
    .array(cronScheduleSchema)
    .default([])
    .describe('Several cron expressions, each in a time zone of its own, instead of one.'),
});
export type WorkflowSchedule = z.infer<typeof workflowScheduleSchema>;

export const scheduleExecutionSchema = wireObject({
  executionId: text,
  scheduleName: text,
  scheduledTime: long,
  executionTime: long,
  workflowName: text,
  workflowId: optionalText,
  reason: optionalText.describe('Why nothing was started.'),
  startWorkflowRequest: startWorkflowRequestSchema,
  state: z.enum(['POLLED', 'FAILED', 'EXECUTED']),
  zoneId: text.default(utc),
});
/** One start of a schedule. Times are epoch milliseconds. */
export type ScheduleExecution = z.infer<typeof scheduleExecutionSchema>;
