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

/** The rows whose name holds every word of the search. */
export function findRows(rows: readonly DefinitionRow[], search: string): DefinitionRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => words.every((word) => row.name.toLowerCase().includes(word)));
}
