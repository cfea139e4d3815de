/** An execution of a sub-workflow that a reason speaks of. */
interface FailedRun {
  readonly name: string;
  readonly id: string;
}

/** What is at the bottom of a reason, and through which sub-workflows it came up. */
interface TakenReason {
  /** '' where none was given. */
  readonly innermost: string;
  /** From the outside in. */
  readonly through: readonly FailedRun[];
  /** Of the task that failed, in the last of them; undefined where it was the execution itself. */
  readonly taskId: string | undefined;
}

const ofTask = /^\s*Task (\S+) failed with status: \w+ and reason: '/;
const ofSubWorkflow = /^\s*Sub workflow (\S.*?)\.\d+\/(\S+) failure reason: /;

/**
 * Each execution around a failure wraps the reason in a sentence of its own, full of ids: `Task <id> failed with
 * status: FAILED and reason: 'Sub workflow <name>.<version>/<id> failure reason: …'`. Takes them off, one by one.
 */
export function takeApart(reason: string): TakenReason {
  const through: FailedRun[] = [];
  let rest = reason;
  let taskId: string | undefined;
  for (;;) {
    const task = ofTask.exec(rest);
    if (task !== null) {
      taskId = task[1];
      rest = withoutEnd(rest.slice(task[0].length));
      continue;
    }
    const [prefix, name, id] = ofSubWorkflow.exec(rest) ?? [];
    if (prefix === undefined || name === undefined || id === undefined) break;
    through.push({ name, id });
    taskId = undefined;
    rest = rest.slice(prefix.length);
  }
  const innermost = rest.trim();
  // What the server writes where a task gave no reason.
  return { innermost: innermost === 'null' ? '' : innermost, through, taskId };
}

/** `grandchild, inside child`: in which sub-workflow a failure was; '' where it was in none. */
export function placeOf({ through }: TakenReason): string {
  return through
    .map(({ name }) => name)
    .toReversed()
    .join(', inside ');
}

/** Further failures follow in sentences like the first; a long reason is cut before its closing quote. */
function withoutEnd(quoted: string): string {
  const next = quoted.search(/'\. Task \S+ failed with status: /);
  if (next !== -1) return quoted.slice(0, next);
  return quoted.replace(/'\s*$/, '');
}
