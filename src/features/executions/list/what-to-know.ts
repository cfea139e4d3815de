import type { WorkflowSummary } from '#contract/index.ts';
import { placeOf, takeApart } from '../model/reason.ts';

/** The one thing worth reading of an execution in a list: what failed, why and where, else whose it is. */
export function whatToKnow(row: WorkflowSummary): string | undefined {
  const taken = takeApart(row.reasonForIncompletion ?? '');
  const failed = row.failedReferenceTaskNames.split(',').filter((name) => name !== '');
  const task = failed.length > 1 ? `${failed[0]} and ${failed.length - 1} more` : failed[0];
  const place = placeOf(taken);
  const parts = [task, firstLine(taken.innermost), place === '' ? '' : `in ${place}`];
  const known = parts.filter((part) => part !== undefined && part !== '');
  if (known.length > 0) return known.join(' · ');
  return row.correlationId === undefined || row.correlationId === '' ? undefined : row.correlationId;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
