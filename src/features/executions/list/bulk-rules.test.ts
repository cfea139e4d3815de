import { expect, test } from 'vitest';
import { knownWorkflowStatuses, workflowSummarySchema, type WorkflowSummary } from '#contract/index.ts';
import type { BulkAction } from './api.ts';
import { affectedBy } from './bulk-rules.ts';

const rows: WorkflowSummary[] = [...knownWorkflowStatuses, 'NEW_STATUS'].map((status) =>
  workflowSummarySchema.parse({ workflowId: status, status }),
);

test.each<[BulkAction, string[]]>([
  ['pause', ['RUNNING']],
  ['resume', ['PAUSED']],
  ['terminate', ['RUNNING', 'PAUSED']],
  ['restart', ['COMPLETED', 'FAILED', 'TIMED_OUT', 'TERMINATED']],
  ['restart-latest', ['COMPLETED', 'FAILED', 'TIMED_OUT', 'TERMINATED']],
  ['retry', ['FAILED', 'TIMED_OUT', 'TERMINATED']],
])('%s is for %o', (action, ids) => {
  expect(affectedBy(action, rows)).toEqual({ ids, left: rows.length - ids.length });
});
