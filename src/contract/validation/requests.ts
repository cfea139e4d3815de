import type { ValidationError } from '../errors.ts';
import type { StartWorkflowRequest } from '../requests.ts';
import type { TaskResult } from '../task.ts';
import { toValidationError } from './problem.ts';
import { validateWorkflowDef, type WorkflowDefValidation } from './workflow-def.ts';

/** What is wrong with a request to start a workflow, the definition it may carry included. */
export function validateStartWorkflowRequest(
  request: StartWorkflowRequest,
  options: WorkflowDefValidation = {},
): ValidationError[] {
  const path = options.path ?? 'startWorkflow.arg0';
  const errors: ValidationError[] = [];
  if (request.name === undefined) {
    errors.push({ path: `${path}.name`, message: 'Workflow name cannot be null or empty' });
  }
  const bound = request.priority < 0 ? 'minimum 0' : request.priority > 99 ? 'maximum 99' : undefined;
  if (bound !== undefined) {
    errors.push({
      path: `${path}.priority`,
      message: `priority: ${request.priority} should be ${bound}`,
      invalidValue: String(request.priority),
    });
  }
  if (request.workflowDef !== undefined) {
    const problems = validateWorkflowDef(request.workflowDef, { ...options, path: `${path}.workflowDef` });
    errors.push(...problems.map(toValidationError));
  }
  return errors;
}

/** What is wrong with what a worker reports. */
export function validateTaskResult(result: TaskResult, path = 'updateTask.arg0'): ValidationError[] {
  const errors: ValidationError[] = [];
  if (result.workflowInstanceId === '') {
    errors.push({ path: `${path}.workflowInstanceId`, message: 'Workflow Id cannot be null or empty' });
  }
  if (result.taskId === '')
    errors.push({ path: `${path}.taskId`, message: 'Task ID cannot be null or empty' });
  return errors;
}
