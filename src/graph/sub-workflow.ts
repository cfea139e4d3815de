import { isJsonObject } from '#contract/index.ts';
import { listOf, recordOf, textOf, type JsonRecord } from './json.ts';
import { versionOf } from './known-workflows.ts';
import type { Expansions, SubWorkflow } from './types.ts';

/** The workflow whose tasks are being read, and the ones around it. */
export interface Scope {
  /** The id of its SUB_WORKFLOW node; '' for the outermost. */
  readonly id: string;
  readonly name: string;
  readonly outer: Scope | null;
}

export interface SubWorkflowSource {
  readonly link: SubWorkflow;
  /** The tasks to draw in place; null while it is closed. */
  readonly tasks: readonly unknown[] | null;
}

/** What a SUB_WORKFLOW task runs, and its tasks if they are to be drawn in place. */
export function subWorkflowOf(
  task: JsonRecord,
  nodeId: string,
  scope: Scope,
  expansions: Expansions,
): SubWorkflowSource {
  const param = recordOf(task['subWorkflowParam']);
  const written = param['workflowDefinition'];
  const inline = isJsonObject(written) ? written : null;
  const name = textOf(param['name']) || textOf(inline?.['name']);
  const version = versionOf(textOf(param['version']) || inline?.['version']);
  const isRecursive = isAround(scope, name);
  const definition = isRecursive ? undefined : expansions.get(nodeId);
  const isOpen = definition !== undefined;
  return {
    link: { name, version, inline, isOpen, isRecursive, isMissing: false },
    tasks: isOpen ? listOf(recordOf(definition)['tasks']) : null,
  };
}

/** Whether its tasks could be drawn in place. */
export function canOpen({ isRecursive, isMissing }: SubWorkflow): boolean {
  return !isRecursive && !isMissing;
}

function isAround(scope: Scope, name: string): boolean {
  if (name === '') return false;
  for (let at: Scope | null = scope; at !== null; at = at.outer) if (at.name === name) return true;
  return false;
}
