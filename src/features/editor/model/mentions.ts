import type { Node } from 'jsonc-parser';
import {
  isSameWorkflow,
  missingOf,
  missingWords,
  versionOf,
  type Callee,
  type KnownWorkflows,
} from '#graph/index.ts';
import type { DefinitionIdentity } from './identity.ts';
import type { ParsedText, TextRange } from './parsed-text.ts';
import { inOrder, placeOf, type Place, type Problem } from './problem.ts';
import type { Reading } from './reading.ts';
import { mostSimilar } from './similar.ts';
import { indexTasks, property, textOf, type TaskIndex } from './task-places.ts';

/** A workflow that a definition runs, and where its text says so. */
export interface Mention extends Callee {
  readonly nameAt: Place;
  readonly versionAt: Place;
}

/** The workflows that the tasks of a definition run, and the one that runs when it fails. */
export function mentionsIn(parsed: ParsedText, tasks: TaskIndex): readonly Mention[] {
  const { root } = parsed;
  const found: Mention[] = [];
  const add = (name: Node | undefined, version: Node | undefined): void => {
    if (name === undefined || textOf(name) === '') return;
    const nameAt = placeOf(parsed, tasks, insideQuotes(name));
    const versionAt = version === undefined ? nameAt : placeOf(parsed, tasks, version);
    found.push({ name: textOf(name), version: versionOf(version?.value), nameAt, versionAt });
  };
  const open = [{ definition: root, index: tasks }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { definition, index } = next;
    add(property(definition, 'failureWorkflow'), property(definition, 'failureWorkflowVersion'));
    for (const { type, node } of index.all) {
      const callee = calleeIn(type, node);
      const written = property(callee, 'workflowDefinition');
      // Written in the task itself, it needs none on the server; what it runs, does.
      if (written?.type === 'object') open.push({ definition: written, index: indexTasks(written) });
      else if (written === undefined) add(property(callee, 'name'), property(callee, 'version'));
    }
  }
  return found;
}

function calleeIn(type: string, task: Node): Node | undefined {
  if (type === 'SUB_WORKFLOW') return property(task, 'subWorkflowParam');
  if (type === 'START_WORKFLOW') return property(property(task, 'inputParameters'), 'startWorkflow');
  return undefined;
}

function insideQuotes({ offset, length }: TextRange): TextRange {
  return { offset: offset + 1, length: Math.max(0, length - 2) };
}

/** Whether the server lacks any of the workflows that a definition names. */
export function hasMissing({ mentions, identity }: Reading, known: KnownWorkflows): boolean {
  return mentions.some((mention) => missingPart(mention, known, identity) !== undefined);
}

/** A definition may run itself before it is saved. */
function missingPart(
  mention: Mention,
  known: KnownWorkflows,
  own: DefinitionIdentity | undefined,
): ReturnType<typeof missingOf> {
  return own !== undefined && isSameWorkflow(mention, own) ? undefined : missingOf(mention, known);
}

/** A reading, and with it what the server does not have of the workflows that it names. */
export function withMissing(reading: Reading, known: KnownWorkflows | undefined): Reading {
  if (known === undefined || reading.mentions.length === 0) return reading;
  const missing = reading.mentions.flatMap((mention) => problemOf(mention, known, reading.identity));
  if (missing.length === 0) return reading;
  return { ...reading, problems: inOrder([...reading.problems, ...missing]) };
}

function problemOf(
  mention: Mention,
  known: KnownWorkflows,
  own: DefinitionIdentity | undefined,
): readonly Problem[] {
  const missing = missingPart(mention, known, own);
  if (missing === undefined) return [];
  const place = missing === 'name' ? mention.nameAt : mention.versionAt;
  const message = `${missingWords(mention, known)} yet.`;
  const key = `${place.at.offset}:${message}`;
  const problem: Problem = { ...place, key, severity: 'warning', source: 'definition', message };
  if (missing === 'version') {
    const versions = [...(known.get(mention.name) ?? [])].toSorted((a, b) => b - a);
    return [{ ...problem, message: `${message} The latest is ${versions[0]}.` }];
  }
  const meant = suggestionFor(mention.name, known);
  return [
    meant === undefined ? problem : { ...problem, fix: { meant, edit: { ...place.at, content: meant } } },
  ];
}

const suggestions = new WeakMap<KnownWorkflows, Map<string, string | undefined>>();

/** Looked for once: a server may have thousands of workflows, and a text is read after each change. */
function suggestionFor(name: string, known: KnownWorkflows): string | undefined {
  const found = suggestions.get(known) ?? new Map<string, string | undefined>();
  suggestions.set(known, found);
  if (!found.has(name)) found.set(name, mostSimilar(name, known.keys()));
  return found.get(name);
}
