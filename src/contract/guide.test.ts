import { describe, expect, test } from 'vitest';
import { normaliseWorkflowDef } from './normalise.ts';
import { taskDefSchema } from './task-def.ts';
import { validateTaskDef } from './validation/task-def.ts';
import { validateWorkflowDef } from './validation/workflow-def.ts';
import { workflowDefSchema } from './workflow-def.ts';

// The definitions of a widely read installation guide for Conductor. Two of them leave out what Conductor 3.32
// insists on; they are meant to work here unchanged.

const taskDefs = [
  {
    name: 'hello_task',
    description: 'Says hello',
    retryCount: 3,
    timeoutSeconds: 300,
    inputKeys: ['name'],
    outputKeys: ['message'],
    timeoutPolicy: 'TIME_OUT_WF',
    retryLogic: 'FIXED',
    retryDelaySeconds: 10,
  },
  {
    name: 'goodbye_task',
    description: 'Says goodbye',
    retryCount: 3,
    timeoutSeconds: 300,
    inputKeys: ['message'],
    outputKeys: ['result'],
    timeoutPolicy: 'TIME_OUT_WF',
    retryLogic: 'FIXED',
    retryDelaySeconds: 10,
  },
];

const simple = (name: string, taskReferenceName: string) => ({ name, taskReferenceName, type: 'SIMPLE' });

const workflowDefs = [
  {
    name: 'hello_world_workflow',
    description: 'Simple Hello World Workflow',
    version: 1,
    tasks: [
      { ...simple('hello_task', 'hello_ref'), inputParameters: { name: '${workflow.input.name}' } },
      {
        ...simple('goodbye_task', 'goodbye_ref'),
        inputParameters: { message: '${hello_ref.output.message}' },
      },
    ],
    outputParameters: { finalMessage: '${goodbye_ref.output.result}' },
    schemaVersion: 2,
  },
  {
    name: 'conditional_workflow',
    tasks: [
      simple('check_condition', 'check'),
      {
        name: 'decide_task',
        taskReferenceName: 'decide',
        type: 'DECISION',
        decisionCases: {
          approved: [simple('approve_task', 'approve')],
          rejected: [simple('reject_task', 'reject')],
        },
        inputParameters: { case: '${check.output.status}' },
      },
    ],
  },
  {
    name: 'parallel_workflow',
    tasks: [
      {
        name: 'fork_task',
        taskReferenceName: 'fork',
        type: 'FORK_JOIN',
        forkTasks: [[simple('task_a', 'taskA')], [simple('task_b', 'taskB')]],
      },
      { name: 'join_task', taskReferenceName: 'join', type: 'JOIN', joinOn: ['taskA', 'taskB'] },
    ],
  },
  {
    name: 'http_workflow',
    tasks: [
      {
        name: 'call_api',
        taskReferenceName: 'api_call',
        type: 'HTTP',
        inputParameters: {
          http_request: {
            uri: 'https://api.example.com/data',
            method: 'GET',
            headers: { 'Content-Type': 'application/json' },
          },
        },
      },
    ],
  },
];

describe("the guide's definitions are accepted", () => {
  test.each(taskDefs)('$name', (written) => {
    const def = taskDefSchema.parse(written);
    expect(def).toMatchObject(written);
    expect(def.responseTimeoutSeconds).toBe(300);
    expect(validateTaskDef(def)).toEqual([]);
  });

  test.each(workflowDefs)('$name', (written) => {
    const def = normaliseWorkflowDef(workflowDefSchema.parse(written));
    expect(def).toMatchObject(written);
    expect(validateWorkflowDef(def)).toEqual([]);
  });
});
