import { isJsonObject } from '#contract/index.ts';
import { parseJson } from '#lib/json.ts';
import { analyse } from './analysis.ts';
import { identityOf, type DefinitionIdentity } from './identity.ts';
import type { Mention } from './mentions.ts';
import type { Problem } from './problem.ts';
import type { Refusal } from './server-errors.ts';
import { emptyTable, tableOf, type TaskTable } from './task-table.ts';

/** What is to be read, and what the server said of it at the last save. */
export interface ReadRequest {
  readonly text: string;
  readonly refusals: readonly Refusal[];
}

/** What takes its time to find out about a text. */
export interface TextFindings {
  readonly tasks: TaskTable;
  readonly problems: readonly Problem[];
  readonly mentions: readonly Mention[];
  /** Whether the text is a JSON object. */
  readonly isDefinition: boolean;
}

/** What the page knows of a definition's text. */
export interface Reading {
  readonly text: string;
  /** False until the text has been read: its tasks and problems are not known then. */
  readonly isChecked: boolean;
  readonly tasks: TaskTable;
  readonly problems: readonly Problem[];
  /** The workflows that it names. */
  readonly mentions: readonly Mention[];
  /** The definition itself, where the text is a JSON object; the graph draws it. */
  readonly definition: object | undefined;
  readonly identity: DefinitionIdentity | undefined;
}

export function findingsOf({ text, refusals }: ReadRequest): TextFindings {
  const { tasks, problems, mentions, definition } = analyse(text, refusals);
  return { tasks: tableOf(tasks), problems, mentions, isDefinition: definition !== undefined };
}

/** All that is known before the text has been looked into. */
export function unchecked(text: string, definition: object | undefined = definitionIn(text)): Reading {
  const identity = identityOf(definition);
  return { text, isChecked: false, tasks: emptyTable, problems: [], mentions: [], definition, identity };
}

/** `before` is of this text or of an older one. */
export function checked(text: string, findings: TextFindings, before: Reading): Reading {
  const { tasks, problems, mentions, isDefinition } = findings;
  const known = before.text === text ? before.definition : undefined;
  const definition = isDefinition ? (known ?? definitionIn(text)) : undefined;
  return { text, isChecked: true, tasks, problems, mentions, definition, identity: identityOf(definition) };
}

function definitionIn(text: string): object | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
