import { describe, expect, test } from 'vitest';
import { startWorkflowRequestSchema } from '../requests.ts';
import { taskResultSchema } from '../task.ts';
import { validateStartWorkflowRequest, validateTaskResult } from './requests.ts';

const startErrors = (request: object) =>
  validateStartWorkflowRequest(startWorkflowRequestSchema.parse(request));

describe('a request to start a workflow', () => {
  test.each([0, 99])('is accepted with priority %i', (priority) => {
    expect(startErrors({ name: 'w', priority })).toEqual([]);
  });

  test('needs a name', () => {
    expect(startErrors({})).toEqual([
      { path: 'startWorkflow.arg0.name', message: 'Workflow name cannot be null or empty' },
    ]);
  });

  test.each([
    { priority: -1, message: 'priority: -1 should be minimum 0' },
    { priority: 100, message: 'priority: 100 should be maximum 99' },
  ])('is refused with priority $priority', ({ priority, message }) => {
    expect(startErrors({ name: 'w', priority })).toEqual([
      { path: 'startWorkflow.arg0.priority', message, invalidValue: String(priority) },
    ]);
  });

  test('is refused with a definition that would be refused', () => {
    expect(
      startErrors({ name: 'w', workflowDef: { tasks: [{ name: 'a', taskReferenceName: 'a' }] } }),
    ).toEqual([
      { path: 'startWorkflow.arg0.workflowDef.name', message: 'WorkflowDef name cannot be null or empty' },
    ]);
  });
});

describe('what a worker reports', () => {
  test('needs the ids of its workflow and task', () => {
    expect(validateTaskResult(taskResultSchema.parse({ status: 'COMPLETED' }))).toEqual([
      { path: 'updateTask.arg0.workflowInstanceId', message: 'Workflow Id cannot be null or empty' },
      { path: 'updateTask.arg0.taskId', message: 'Task ID cannot be null or empty' },
    ]);
    const ids = { workflowInstanceId: 'w', taskId: 't' };
    expect(validateTaskResult(taskResultSchema.parse({ ...ids, status: 'COMPLETED' }))).toEqual([]);
  });
});
