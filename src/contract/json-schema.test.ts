import { describe, expect, test } from 'vitest';
import { taskDefJsonSchema, workflowDefJsonSchema } from './json-schema.ts';
import { taskTypes } from './task-types.ts';

describe('the JSON schema of a workflow definition', () => {
  const schema = workflowDefJsonSchema();

  test('starts at the workflow and refers to tasks by name', () => {
    expect(schema).toMatchObject({
      $ref: '#/definitions/WorkflowDef',
      definitions: {
        WorkflowDef: { title: 'Workflow definition', required: ['name', 'tasks'] },
        WorkflowTask: { title: 'Workflow task', required: ['name', 'taskReferenceName'] },
        TaskDef: { title: 'Task definition' },
      },
    });
  });

  test('proposes the known task types and allows any', () => {
    expect(schema).toHaveProperty('definitions.WorkflowTask.properties.type.anyOf', [
      { enum: [...taskTypes] },
      { type: 'string' },
    ]);
  });

  test('explains the fields people write most', () => {
    for (const field of [
      'name',
      'taskReferenceName',
      'type',
      'inputParameters',
      'decisionCases',
      'optional',
    ]) {
      expect(schema).toHaveProperty(
        `definitions.WorkflowTask.properties.${field}.description`,
        expect.stringMatching(/\w/),
      );
    }
  });

  test('asks for what is written, not for what the parser fills in', () => {
    expect(schema).toHaveProperty('definitions.WorkflowDef.properties.version.default', 1);
    expect(schema).not.toHaveProperty('definitions.WorkflowDef.additionalProperties', false);
  });
});

describe('the JSON schema of a task definition', () => {
  test('lists the policies and says what they mean', () => {
    const schema = taskDefJsonSchema();
    expect(schema).toMatchObject({
      $ref: '#/definitions/TaskDef',
      definitions: { TaskDef: { required: ['name'] } },
    });
    expect(schema).toHaveProperty('definitions.TaskDef.properties.retryLogic', {
      type: 'string',
      enum: ['FIXED', 'EXPONENTIAL_BACKOFF', 'LINEAR_BACKOFF'],
      default: 'FIXED',
      description: 'How the delay grows between tries: not at all, linearly, or doubling.',
    });
  });
});
