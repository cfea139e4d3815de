import type { WorkflowSummary } from '#contract/index.ts';

/** The one thing worth reading of an execution in a list: what failed and why, else whose it is. */
export function whatToKnow(row: WorkflowSummary): string | undefined {
  const reason = firstLine(row.reasonForIncompletion ?? '');
  const failed = row.failedReferenceTaskNames.split(',').filter((name) => name !== '');
  const task = failed.length > 1 ? `${failed[0]} and ${failed.length - 1} more` : failed[0];
  const parts = [task, reason].filter((part) => part !== undefined && part !== '');
  if (parts.length > 0) return parts.join(' · ');
  return row.correlationId === undefined || row.correlationId === '' ? undefined : row.correlationId;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
