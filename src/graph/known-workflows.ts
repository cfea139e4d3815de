import type { DraftNode } from './connect.ts';
import { recordOf, textOf, type JsonRecord } from './json.ts';

/** What a server has: the versions of each workflow, by its name. */
export type KnownWorkflows = ReadonlyMap<string, ReadonlySet<number>>;

/** A workflow that another one runs. */
export interface Callee {
  readonly name: string;
  /** Null for the latest one, or one that is known only at run time. */
  readonly version: number | null;
}

/** What of a workflow is not there; undefined where all is, and where that cannot be said before the run. */
export function missingOf({ name, version }: Callee, known: KnownWorkflows): 'name' | 'version' | undefined {
  if (name === '' || name.includes('${')) return undefined;
  const versions = known.get(name);
  if (versions === undefined) return 'name';
  return version !== null && !versions.has(version) ? 'version' : undefined;
}

/** `No workflow child on this server`; '' where nothing is missing. */
export function missingWords(callee: Callee, known: KnownWorkflows): string {
  const missing = missingOf(callee, known);
  if (missing === undefined) return '';
  const what = missing === 'name' ? 'workflow' : `version ${callee.version} of`;
  return `No ${what} ${callee.name.slice(0, 80)} on this server`;
}

/** A version as definitions write it: no number above zero stands for the latest. */
export function versionOf(value: unknown): number | null {
  const version = Number(textOf(value));
  return version > 0 ? version : null;
}

/** Marks what runs a workflow that is not there. A workflow may run itself before it is saved. */
export function markMissingWorkflows(
  nodes: readonly DraftNode[],
  known: KnownWorkflows,
  workflow: JsonRecord,
): void {
  const own = { name: textOf(workflow['name']), version: Number(textOf(workflow['version']) || 1) };
  for (const node of nodes) {
    const callee = calleeOf(node, workflow);
    if (callee === null || isSameWorkflow(callee, own)) continue;
    const words = missingWords(callee, known);
    if (words !== '' && node.subWorkflow !== null)
      node.subWorkflow = { ...node.subWorkflow, isMissing: true };
    if (node.problem === '') node.problem = words;
  }
}

export function isSameWorkflow({ name, version }: Callee, own: Callee): boolean {
  return name === own.name && (version === null || version === own.version);
}

function calleeOf({ kind, type, subWorkflow, task, name }: DraftNode, workflow: JsonRecord): Callee | null {
  if (kind === 'failure') return { name, version: versionOf(workflow['failureWorkflowVersion']) };
  if (type === 'START_WORKFLOW') {
    const { name: started, version } = recordOf(recordOf(task['inputParameters'])['startWorkflow']);
    return { name: textOf(started), version: versionOf(version) };
  }
  const isWritten = recordOf(task['subWorkflowParam'])['workflowDefinition'] !== undefined;
  return subWorkflow === null || isWritten ? null : subWorkflow;
}
