import type { JsonPath } from '#contract/index.ts';
import type { FieldError } from '#lib/api-error.ts';
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { rangeOfPath, type ParsedText } from './parsed-text.ts';
import type { Finding } from './problem.ts';
import type { TaskIndex } from './task-places.ts';

/**
 * The server's complaints about a saved text, at the places it names. Its paths start with a method and a
 * parameter (`registerWorkflowDef.arg0.tasks[1].name`, `updateWorkflowDef.arg0[0].tasks[1]`) and are Java's idea
 * of the path, so they are followed as far as the text has them.
 */
export function serverFindings(
  parsed: ParsedText,
  tasks: TaskIndex,
  errors: readonly FieldError[],
): Finding[] {
  return errors.map((error) => {
    const path = textPath(parsed, error.path);
    const named = path.length === 0 ? taskNamedIn(tasks, error.message) : undefined;
    return {
      severity: 'error',
      source: 'server',
      message: error.message,
      at: rangeOfPath(parsed, named ?? path),
    };
  });
}

function textPath(parsed: ParsedText, path: string): JsonPath {
  const [, , ...steps] = stepsOf(path);
  let node: Node | undefined = parsed.root;
  const found: (string | number)[] = [];
  for (const [index, step] of steps.entries()) {
    // A list of definitions is sent for an update: its own index comes before the definition's fields.
    if (index === 0 && typeof step === 'number') continue;
    const next: Node | undefined = node && childAt(node, step);
    if (next === undefined) break;
    found.push(node?.type === 'object' ? String(step) : step);
    node = next;
  }
  return found;
}

function childAt(node: Node, step: string | number): Node | undefined {
  if (node.type === 'array') return typeof step === 'number' ? findNodeAtLocation(node, [step]) : undefined;
  return findNodeAtLocation(node, [String(step)]);
}

// `tasks[0].decisionCases<V>[big].<list element>[1].name` is tasks, 0, decisionCases, big, 1, name.
function stepsOf(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const match of path.matchAll(/\[([^\]]*)\]|<[^>]*>|([^.[\]<>]+)/g)) {
    const [, key, name] = match;
    if (key !== undefined && key !== '') steps.push(/^\d+$/.test(key) ? Number(key) : key);
    else if (name !== undefined) steps.push(name);
  }
  return steps;
}

// Some messages stand at the whole definition and name the task they mean.
function taskNamedIn(tasks: TaskIndex, message: string): JsonPath | undefined {
  const ref = /taskReferenceName: (\S+)/.exec(message)?.[1];
  const name = /(?:taskName:?|given task:) ([^,\s]+)/.exec(message)?.[1];
  const place =
    (name === undefined ? undefined : tasks.all.find((task) => task.name === name)) ??
    (ref === undefined ? undefined : tasks.byRef.get(ref));
  return place?.path;
}
