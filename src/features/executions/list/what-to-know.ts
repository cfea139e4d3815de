import { isWorkflowTerminal, type WorkflowSummary } from '#contract/index.ts';
import { placeOf, takeApart } from '#lib/reason.ts';

interface Known {
  readonly text: string;
  /** The same at more length. */
  readonly about: string;
}

/** The one thing worth reading of an execution in a list: what failed, why and where, else whose it is. */
export function whatToKnow(row: WorkflowSummary): Known | undefined {
  const failed = row.failedReferenceTaskNames.split(',').filter((name) => name !== '');
  const taken = takeApart(row.reasonForIncompletion ?? '');
  const place = placeOf(taken);
  const because = joined(firstLine(taken.innermost), place === '' ? '' : `in ${place}`);
  const atLength = joined(taken.innermost, place === '' ? '' : `in ${place}`);
  if (endedByFailure(row.status)) {
    const task = briefly(failed);
    if (task !== '' || because !== '')
      return { text: joined(task, because), about: joined(failed.join(', '), atLength) };
  } else if (failed.length > 0) {
    return {
      text: joined(because, `${briefly(failed)} failed on the way`),
      about: joined(atLength, onTheWay(failed, row.status)),
    };
  } else if (because !== '') {
    return { text: because, about: atLength };
  }
  const { correlationId = '' } = row;
  if (correlationId === '') return undefined;
  return {
    text: `correlation id ${correlationId}`,
    about: `correlation id ${correlationId}: what whoever started it calls it`,
  };
}

function endedByFailure(status: string): boolean {
  return status === 'FAILED' || status === 'TIMED_OUT';
}

// Which of them were tried again and which are optional, the list is not told.
function onTheWay(failed: readonly string[], status: string): string {
  const what = `${failed.join(', ')} failed at least once`;
  if (status === 'COMPLETED') return `${what}, and the execution completed all the same`;
  return isWorkflowTerminal(status) ? `${what} before it ended` : `${what}, and the execution goes on`;
}

function briefly(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length > 1 ? `${first} and ${names.length - 1} more` : first;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
