import { z } from 'zod';
import { startWorkflowRequestSchema, type StartWorkflowRequest } from './requests.ts';
import { taskResultStatusSchema } from './statuses.ts';
import { jsonMap, wireObject } from './wire.ts';

const taskMockSchema = wireObject({
  status: taskResultStatusSchema.default('COMPLETED'),
  output: jsonMap.default({}),
});
/** What a worker would have reported. */
export type TaskMock = z.infer<typeof taskMockSchema>;

/** A start whose tasks are answered for: each attempt of a task by the next of the mocks under its reference. */
export interface WorkflowTestRequest extends StartWorkflowRequest {
  readonly taskRefToMockOutput: Readonly<Record<string, readonly TaskMock[]>>;
  /** What the sub-workflows of SUB_WORKFLOW tasks are answered with, by reference. */
  readonly subWorkflowTestRequest: Readonly<Record<string, WorkflowTestRequest>>;
}

const mocksSchema: z.ZodType<Pick<WorkflowTestRequest, 'taskRefToMockOutput' | 'subWorkflowTestRequest'>> =
  z.lazy(() =>
    wireObject({
      taskRefToMockOutput: z.record(z.string(), z.array(taskMockSchema)).default({}),
      subWorkflowTestRequest: z.record(z.string(), workflowTestRequestSchema).default({}),
    }),
  );

/** The body of POST /workflow/test. */
export const workflowTestRequestSchema: z.ZodType<WorkflowTestRequest> = z.intersection(
  startWorkflowRequestSchema,
  mocksSchema,
);
