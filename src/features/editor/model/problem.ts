import type { JsonPath } from '#contract/index.ts';
import type { ParsedText, TextRange } from './parsed-text.ts';
import type { TaskIndex } from './task-places.ts';

/** A change of the text, as small as it can be. */
export interface TextEdit extends TextRange {
  readonly content: string;
}

interface ProblemFix {
  /** What was probably meant. */
  readonly meant: string;
  readonly edit: TextEdit;
}

/** - `server`: what the server said of the text at the last save; it goes when the text changes there */
type ProblemSource = 'syntax' | 'definition' | 'server';

/** Something wrong with the definition, before it is known where that stands in the text. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly source: ProblemSource;
  readonly message: string;
  readonly at: TextRange;
  readonly fix?: ProblemFix;
}

/** Where something stands in the text. */
export interface Place {
  readonly at: TextRange;
  /** Reference name of the task it is in; empty for the workflow itself. */
  readonly ref: string;
  readonly path: JsonPath;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Problem extends Finding, Place {
  readonly key: string;
}

/** Findings with their place in the text, without repetitions, in the order of the text, errors first on a line. */
export function placeFindings(
  parsed: ParsedText,
  tasks: TaskIndex,
  findings: readonly Finding[],
): readonly Problem[] {
  const problems = new Map<string, Problem>();
  for (const finding of findings) {
    const place = placeOf(parsed, tasks, finding.at);
    const key = `${place.line}:${finding.message}`;
    if (!problems.has(key)) problems.set(key, { ...finding, ...place, key });
  }
  return inOrder([...problems.values()]);
}

export function placeOf(parsed: ParsedText, tasks: TaskIndex, at: TextRange): Place {
  const { offset, length } = at;
  const task = tasks.at(offset);
  return {
    at,
    ref: task === undefined ? '' : task.ref || task.name,
    path: task?.path ?? [],
    line: parsed.lines.lineAt(offset),
    column: parsed.lines.columnAt(offset),
    endLine: parsed.lines.lineAt(offset + length),
    endColumn: parsed.lines.columnAt(offset + length),
  };
}

export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(byPlace);
}

function byPlace(left: Problem, right: Problem): number {
  return left.line - right.line || rank(left) - rank(right) || left.column - right.column;
}

function rank(problem: Problem): number {
  return problem.severity === 'error' ? 0 : 1;
}

/** The problem in one text, for where it has no button for its fix. */
export function fullMessage(problem: Problem): string {
  const { message, fix, source } = problem;
  const said = source === 'server' ? `The server says: ${message}` : message;
  return fix === undefined ? said : `${said} Did you mean ${fix.meant}?`;
}

export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
}

export function countProblems(problems: readonly Problem[]): ProblemCounts {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}
