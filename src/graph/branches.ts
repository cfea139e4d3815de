import { isJsonObject } from '#contract/index.ts';
import { listOf, recordOf, textOf, type JsonRecord } from './json.ts';
import type { DefinitionPath, DynamicFork } from './types.ts';

/** Dynamic forks of up to this many branches are drawn branch by branch. */
const drawnDynamicBranches = 5;

export interface BranchSource {
  readonly label: string;
  readonly isDefault: boolean;
  readonly items: readonly unknown[];
  /** The place of the list in the definition; null for tasks that are not written in it. */
  readonly path: DefinitionPath | null;
}

export interface GroupSource {
  readonly branches: readonly BranchSource[];
  readonly labelled: boolean;
  readonly framed: boolean;
  /** For branches that are not drawn one by one. */
  readonly placeholder: Placeholder | null;
}

export interface Placeholder {
  readonly name: string;
  readonly detail: string;
  readonly members: readonly string[];
}

/** What is inside a task, or null for a task that holds no others. */
export function groupSource(
  type: string,
  task: JsonRecord,
  path: DefinitionPath | null,
  fork: DynamicFork | undefined,
  /** The tasks of the sub-workflow that is drawn in place, if this is one. */
  inside: readonly unknown[] | null = null,
): GroupSource | null {
  if (inside !== null)
    return { branches: [plain(inside, null)], labelled: false, framed: true, placeholder: null };
  switch (type) {
    case 'SWITCH':
    case 'DECISION':
      return { branches: cases(task, path), labelled: true, framed: false, placeholder: null };
    case 'FORK_JOIN': {
      const lists = listOf(task['forkTasks']);
      const at = below(path, 'forkTasks');
      const branches = lists.map((list, index) => plain(listOf(list), below(at, index)));
      return lists.length === 0 ? null : { branches, labelled: false, framed: false, placeholder: null };
    }
    case 'DO_WHILE': {
      const body = plain(listOf(task['loopOver']), below(path, 'loopOver'));
      return { branches: [body], labelled: false, framed: true, placeholder: null };
    }
    case 'FORK_JOIN_DYNAMIC': {
      const definitions = fork?.definitions ?? [];
      if (definitions.length === 0 || definitions.length > drawnDynamicBranches) {
        return { branches: [], labelled: false, framed: false, placeholder: placeholderOf(fork) };
      }
      const branches = definitions.map((definition) => plain([definition], null));
      return { branches, labelled: false, framed: false, placeholder: null };
    }
    default:
      return null;
  }
}

function placeholderOf(fork: DynamicFork | undefined): Placeholder {
  if (fork === undefined) return { name: 'Branches', detail: 'decided at run time', members: [] };
  const { refs } = fork;
  if (refs.length === 0) return { name: 'No branches', detail: 'none in this run', members: refs };
  const count = refs.length.toLocaleString('en');
  return { name: `${count} ${count === '1' ? 'branch' : 'branches'}`, detail: 'side by side', members: refs };
}

/** A task that should hold others, and holds none. */
export function hollowProblem(type: string, task: JsonRecord): string {
  switch (type) {
    case 'FORK_JOIN':
      return listOf(task['forkTasks']).length === 0 ? 'The fork has no branches' : '';
    case 'DO_WHILE':
      return listOf(task['loopOver']).length === 0 ? 'The loop has no tasks' : '';
    case 'SWITCH':
    case 'DECISION':
      return Object.keys(recordOf(task['decisionCases'])).length === 0 ? 'The decision has no cases' : '';
    default:
      return '';
  }
}

/** What else is plainly wrong with a task that holds others. */
export function groupProblem(type: string, task: JsonRecord, nextType: string): string {
  const fork = type === 'FORK_JOIN' || type === 'FORK_JOIN_DYNAMIC';
  if (fork && nextType === 'EXCLUSIVE_JOIN') return 'Followed by an EXCLUSIVE_JOIN, not a JOIN';
  if (fork && nextType !== 'JOIN') return 'No join follows this fork';
  if (type === 'SWITCH' || type === 'DECISION') {
    if (Object.hasOwn(recordOf(task['decisionCases']), '')) return 'A case has an empty name';
  }
  return '';
}

/** The type of a task, as far as one can tell. */
export function taskType(item: unknown): string {
  if (!isJsonObject(item)) return '';
  return textOf(item['type']).trim() || 'SIMPLE';
}

function cases(task: JsonRecord, path: DefinitionPath | null): readonly BranchSource[] {
  const at = below(path, 'decisionCases');
  const named = Object.entries(recordOf(task['decisionCases'])).map(([label, list]) => ({
    label: label === '' ? '(empty)' : label,
    isDefault: false,
    items: listOf(list),
    path: below(at, label),
  }));
  const rest = listOf(task['defaultCase']);
  return [...named, { label: 'default', isDefault: true, items: rest, path: below(path, 'defaultCase') }];
}

function plain(items: readonly unknown[], path: DefinitionPath | null): BranchSource {
  return { label: '', isDefault: false, items, path };
}

export function below(parent: DefinitionPath | null, key: string | number): DefinitionPath | null {
  return parent === null ? null : { parent, key };
}

/** The keys that lead from the definition to a node's task, outermost first. */
export function pathKeys(path: DefinitionPath | null): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at !== null; at = at.parent) keys.push(at.key);
  return keys.toReversed();
}
