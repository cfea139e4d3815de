import type { WorkflowDefVersion } from '#contract/index.ts';
import { toMillis } from '#lib/time.ts';

/** A workflow of the list: all its versions in one row. */
export interface DefinitionRow {
  readonly name: string;
  readonly latest: number;
  /** Newest first. */
  readonly versions: readonly WorkflowDefVersion[];
  /** When its first version was made; undefined where the server has not kept it. */
  readonly createdAt: number | undefined;
  /** The last change to any version. */
  readonly updatedAt: number | undefined;
}

export function toRows(names: Readonly<Record<string, readonly WorkflowDefVersion[]>>): DefinitionRow[] {
  return Object.entries(names)
    .filter(([, versions]) => versions.length > 0)
    .map(([name, versions]) => toRow(name, versions))
    .sort((left, right) => byName.compare(left.name, right.name));
}

const byName = new Intl.Collator('en', { numeric: true });

function toRow(name: string, versions: readonly WorkflowDefVersion[]): DefinitionRow {
  const newestFirst = [...versions].sort((left, right) => right.version - left.version);
  const changes = newestFirst.flatMap((version) => [
    toMillis(version.createTime) ?? 0,
    toMillis(version.updateTime) ?? 0,
  ]);
  return {
    name,
    latest: newestFirst[0]?.version ?? 1,
    versions: newestFirst,
    createdAt: toMillis(newestFirst.at(-1)?.createTime),
    updatedAt: toMillis(Math.max(0, ...changes)),
  };
}

export const sortFields = ['name', 'version', 'created', 'updated'] as const;
export type SortField = (typeof sortFields)[number];

export interface Sorting {
  readonly field: SortField;
  readonly descending: boolean;
}

/** The rows whose name holds every word of the search, in the wanted order. What is unknown comes last. */
export function selectRows(
  rows: readonly DefinitionRow[],
  search: string,
  sorting: Sorting,
): DefinitionRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => words.every((word) => row.name.toLowerCase().includes(word)));
  const direction = sorting.descending ? -1 : 1;
  return found.sort((left, right) => compare(left, right, sorting.field, direction));
}

function compare(left: DefinitionRow, right: DefinitionRow, field: SortField, direction: 1 | -1): number {
  switch (field) {
    case 'name':
      return direction * byName.compare(left.name, right.name);
    case 'version':
      return direction * (left.latest - right.latest);
    case 'created':
      return compareTimes(left.createdAt, right.createdAt, direction);
    case 'updated':
      return compareTimes(left.updatedAt, right.updatedAt, direction);
    default:
      return field satisfies never;
  }
}

function compareTimes(left: number | undefined, right: number | undefined, direction: 1 | -1): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return direction * (left - right);
}
