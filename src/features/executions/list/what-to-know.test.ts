import { expect, test } from 'vitest';
import { workflowSummarySchema } from '#contract/index.ts';
import { whatToKnow } from './what-to-know.ts';

test.each([
  [
    { reasonForIncompletion: '402 Card declined\n  at pay', failedReferenceTaskNames: 'charge' },
    'charge · 402 Card declined',
  ],
  [{ failedReferenceTaskNames: 'a,b,c' }, 'a and 2 more'],
  [{ reasonForIncompletion: 'wrong date' }, 'wrong date'],
  [{ correlationId: 'order 48121' }, 'order 48121'],
  [{}, undefined],
])('%o', (fields, text) => {
  const row = workflowSummarySchema.parse({ workflowId: 'w', status: 'FAILED', ...fields });
  expect(whatToKnow(row)).toBe(text);
});
