import { isGone } from '../errors.ts';
import { textWithStatus } from './answers.ts';
import { mapBody } from './body.ts';
import { endpoint, type Endpoint } from './endpoint.ts';

/** Messages to executions. Conductor refuses them in plain text. */
export const workflowMessageEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/api/workflow/{workflowId}/messages',
    tag: 'Executions',
    summary: 'Send a message to a running execution, for a PULL_WORKFLOW_MESSAGES task; answers its id',
    body: mapBody,
    answer: textWithStatus,
    async run({ engine, path: { workflowId }, body }) {
      try {
        const outcome = await engine.workflows.pushMessage(workflowId, body);
        switch (outcome.kind) {
          case 'accepted':
            return { status: 200, text: outcome.messageId };
          case 'notRunning': {
            const text = `Workflow ${workflowId} is not in RUNNING state (current: ${outcome.status})`;
            return { status: 409, text };
          }
          case 'full':
            return { status: 429, text: `The message queue of workflow ${workflowId} is full` };
        }
      } catch (error) {
        if (isGone(error)) return { status: 404, text: `Workflow not found: ${workflowId}` };
        throw error;
      }
    },
  }),
];
