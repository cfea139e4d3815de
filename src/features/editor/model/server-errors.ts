import type { JsonPath } from '#contract/index.ts';
import type { FieldError } from '#lib/api-error.ts';
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { rangeOfPath, type ParsedText } from './parsed-text.ts';
import type { Finding } from './problem.ts';
import type { TaskIndex } from './task-places.ts';

/** One thing the server refused, and the text it meant. */
export interface Refusal {
  readonly message: string;
  readonly path: JsonPath;
  readonly written: string;
}

/**
 * The server's complaints about a text, with the places they name. Its paths start with a method and a parameter
 * (`registerWorkflowDef.arg0.tasks[1].name`, `updateWorkflowDef.arg0[0].tasks[1]`) and are Java's idea of the path,
 * so they are followed as far as the text has them.
 */
export function refusalsOf(parsed: ParsedText, tasks: TaskIndex, errors: readonly FieldError[]): Refusal[] {
  return errors.map(({ message, path: named }) => {
    const found = textPath(parsed, named);
    const path = found.length === 0 ? (taskNamedIn(tasks, message) ?? found) : found;
    return { message, path, written: writtenAt(parsed, path) };
  });
}

/** The refusals that still hold: what they speak of has not been changed since. */
export function refusalFindings(parsed: ParsedText, refusals: readonly Refusal[]): Finding[] {
  return refusals
    .filter((refusal) => writtenAt(parsed, refusal.path) === refusal.written)
    .map(({ message, path }) => ({
      severity: 'error',
      source: 'server',
      message,
      at: rangeOfPath(parsed, path),
    }));
}

function writtenAt(parsed: ParsedText, path: JsonPath): string {
  const node = parsed.root && findNodeAtLocation(parsed.root, [...path]);
  return node === undefined ? '' : parsed.text.slice(node.offset, node.offset + node.length);
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
  const repeated = /^taskReferenceName: (\S+) should be unique/.exec(message)?.[1];
  if (repeated !== undefined) {
    const last = tasks.all.findLast((task) => task.ref === repeated);
    return last && [...last.path, 'taskReferenceName'];
  }
  const name = /(?:taskName:?|given task:) ([^,\s]+)/.exec(message)?.[1];
  return tasks.all.find((task) => task.name === name)?.path;
}
