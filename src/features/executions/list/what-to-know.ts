import type { WorkflowSummary } from '#contract/index.ts';

/** The one thing worth reading of an execution in a list: what failed and why, else whose it is. */
export function whatToKnow(row: WorkflowSummary): string | undefined {
  const reason = firstLine(ownReason(row.reasonForIncompletion ?? ''));
  const failed = row.failedReferenceTaskNames.split(',').filter((name) => name !== '');
  const task = failed.length > 1 ? `${failed[0]} and ${failed.length - 1} more` : failed[0];
  const parts = [task, reason].filter((part) => part !== undefined && part !== '');
  if (parts.length > 0) return parts.join(' · ');
  return row.correlationId === undefined || row.correlationId === '' ? undefined : row.correlationId;
}

// Conductor wraps a task's reason: Task <id> failed with status: FAILED and reason: '402 Card declined'
function ownReason(text: string): string {
  return /^Task \S+ failed with status: \w+ and reason: '(.*)'$/s.exec(text.trim())?.[1] ?? text;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
