import { expect, test } from 'vitest';
import { workflowSummarySchema } from '#contract/index.ts';
import { whatToKnow } from './what-to-know.ts';

test.each([
  [
    { reasonForIncompletion: '402 Card declined\n  at pay', failedReferenceTaskNames: 'charge' },
    'charge · 402 Card declined',
  ],
  [
    {
      reasonForIncompletion: "Task 6b5e4e68 failed with status: FAILED and reason: 'no user 'x'\n  at pay'",
      failedReferenceTaskNames: 'charge',
    },
    "charge · no user 'x'",
  ],
  [
    {
      reasonForIncompletion:
        "Task t-0 failed with status: FAILED and reason: 'Sub workflow child.1/c-1 failure reason: Task t-1 failed " +
        "with status: FAILED and reason: 'Sub workflow last.2/l-1 failure reason: Task t-2 failed with status: " +
        "FAILED and reason: 'scale not calibrated\n  at weigh'''",
      failedReferenceTaskNames: 'sub',
    },
    'sub · scale not calibrated · in last, inside child',
  ],
  [{ failedReferenceTaskNames: 'a,b,c' }, 'a and 2 more'],
  [{ reasonForIncompletion: 'wrong date' }, 'wrong date'],
  [{ correlationId: 'order 48121' }, 'correlation id order 48121'],
  [{ status: 'COMPLETED', failedReferenceTaskNames: 'charge' }, 'charge failed on the way'],
  [{ status: 'RUNNING', failedReferenceTaskNames: 'a,b' }, 'a and 1 more failed on the way'],
  [
    { status: 'TERMINATED', reasonForIncompletion: 'not needed', failedReferenceTaskNames: 'charge' },
    'not needed · charge failed on the way',
  ],
  [{ status: 'RUNNING' }, undefined],
  [{ status: 'COMPLETED', reasonForIncompletion: 'nothing to do' }, 'nothing to do'],
  [{}, undefined],
])('%o', (fields, text) => {
  const row = workflowSummarySchema.parse({ workflowId: 'w', status: 'FAILED', ...fields });
  expect(whatToKnow(row)?.text).toBe(text);
});

test.each([
  [
    { status: 'COMPLETED', failedReferenceTaskNames: 'a,b' },
    'a, b failed at least once, and the execution completed all the same',
  ],
  [
    { status: 'RUNNING', failedReferenceTaskNames: 'charge' },
    'charge failed at least once, and the execution goes on',
  ],
  [
    {
      status: 'FAILED',
      failedReferenceTaskNames: 'charge',
      reasonForIncompletion: '402 Card declined\n  at pay',
    },
    'charge · 402 Card declined\n  at pay',
  ],
  [{ correlationId: 'c-1' }, 'correlation id c-1: what whoever started it calls it'],
])('at more length: %o', (fields, text) => {
  const row = workflowSummarySchema.parse({ workflowId: 'w', status: 'COMPLETED', ...fields });
  expect(whatToKnow(row)?.about).toBe(text);
});
