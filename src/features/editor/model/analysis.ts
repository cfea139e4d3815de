import {
  isJsonObject,
  normaliseWorkflowDef,
  validateWorkflowDef,
  workflowDefSchema,
} from '#contract/index.ts';
import { adviseOn } from './advice.ts';
import { identityOf, type DefinitionIdentity } from './identity.ts';
import { mentionsIn, type Mention } from './mentions.ts';
import { parseText, rangeOfPath, type ParsedText } from './parsed-text.ts';
import { placeFindings, type Finding, type Problem } from './problem.ts';
import { checkReferences } from './references.ts';
import { refusalFindings, type Refusal } from './server-errors.ts';
import { checkSpelling } from './spelling.ts';
import { indexTasks, type TaskIndex } from './task-places.ts';

/** Everything the page knows of a definition's text. */
export interface Analysis {
  readonly parsed: ParsedText;
  readonly tasks: TaskIndex;
  readonly problems: readonly Problem[];
  readonly mentions: readonly Mention[];
  /** The definition itself, where the text is a JSON object; the graph draws it. */
  readonly definition: object | undefined;
  readonly identity: DefinitionIdentity | undefined;
}

/** Reads a text and says everything that is wrong with it. `refusals` is what the server said at the last save. */
export function analyse(text: string, refusals: readonly Refusal[] = []): Analysis {
  const parsed = parseText(text);
  const tasks = indexTasks(parsed.root);
  const value = parsed.json.valid ? parsed.json.value : undefined;
  const definition = isJsonObject(value) ? value : undefined;
  const findings = [...findingsOf(parsed, tasks, definition), ...refusalFindings(parsed, refusals)];
  const problems = placeFindings(parsed, tasks, inPlainWords(findings));
  const mentions = definition === undefined ? [] : mentionsIn(parsed, tasks);
  return { parsed, tasks, problems, mentions, definition, identity: identityOf(definition) };
}

function findingsOf(parsed: ParsedText, tasks: TaskIndex, definition: object | undefined): Finding[] {
  // Only the first: those behind it are mostly its echo.
  const [syntaxError] = parsed.syntaxErrors;
  if (syntaxError !== undefined) {
    const { message, offset, length } = syntaxError;
    return [{ severity: 'error', source: 'syntax', message, at: { offset, length } }];
  }
  if (definition === undefined) {
    const message = 'A workflow definition is a JSON object: { "name": …, "tasks": [ … ] }.';
    return [{ severity: 'error', source: 'definition', message, at: rangeOfPath(parsed, []) }];
  }
  return [
    ...definitionErrors(parsed, definition),
    ...checkReferences(parsed.text, parsed.root),
    ...adviseOn(tasks),
    ...checkSpelling(parsed.root, tasks),
  ];
}

function definitionErrors(parsed: ParsedText, definition: object): Finding[] {
  const read = workflowDefSchema.safeParse(definition);
  const problems = read.success
    ? validateWorkflowDef(normaliseWorkflowDef(read.data), { isEnvironmentName })
    : read.error.issues.map((issue) => ({ message: issue.message, at: issue.path.filter(isKey) }));
  return problems.map(({ message, at }): Finding => ({
    severity: 'error',
    source: 'definition',
    message,
    at: rangeOfPath(parsed, at),
  }));
}

// Which names the server's environment has is not known here; they look like this by custom.
function isEnvironmentName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

function isKey(key: PropertyKey): key is string | number {
  return typeof key !== 'symbol';
}

const unknownReference = /^taskReferenceName: (\S+) for given task: /;

/**
 * The server refuses some unknown references, in words that are hard to read. Where this page has found the same,
 * its own words stand, as an error.
 */
function inPlainWords(findings: readonly Finding[]): Finding[] {
  const refusals = findings.flatMap((finding) => {
    const name = unknownReference.exec(finding.message)?.[1];
    return name === undefined ? [] : [{ name, finding }];
  });
  if (refusals.length === 0) return [...findings];
  const replaced = new Set<Finding>();
  const plain = findings.map((finding) => {
    if (finding.severity !== 'warning') return finding;
    const same = refusals.filter((refusal) => isSame(refusal.finding, refusal.name, finding));
    for (const refusal of same) replaced.add(refusal.finding);
    return same.length === 0 ? finding : { ...finding, severity: 'error' as const };
  });
  return plain.filter((finding) => !replaced.has(finding));
}

function isSame(refusal: Finding, name: string, warning: Finding): boolean {
  if (!warning.message.startsWith(`${name} is not a task`)) return false;
  if (refusal.source === 'server') return true;
  const { at } = refusal;
  return at.offset <= warning.at.offset && warning.at.offset + warning.at.length <= at.offset + at.length;
}
