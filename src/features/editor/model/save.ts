import type { DefinitionIdentity } from './identity.ts';
import type { Problem } from './problem.ts';
import type { Reading } from './reading.ts';

/** The definition on the server that the text was loaded from. */
export interface SavedDefinition {
  readonly name: string;
  readonly version: number;
  readonly changedAt: number;
  readonly text: string;
  /** What the text says, where it came with it. */
  readonly definition?: object;
}

/**
 * - `overwrite`: put the text over a version that exists
 * - `create`: make a version that does not exist; the server refuses if somebody was faster
 */
export type SaveChoice =
  | { readonly kind: 'overwrite'; readonly name: string; readonly version: number }
  | { readonly kind: 'create'; readonly name: string; readonly version: number };

/** What has to be put right before the text can be sent at all; undefined when nothing has. */
export function whyUnsavable({ identity, problems }: Reading): Problem | undefined {
  if (identity === undefined) return problems[0];
  return identity.name.trim() === '' ? problems.find((problem) => problem.ref === '') : undefined;
}

/** What one may save a text as, the likeliest first. */
export function saveChoices(identity: DefinitionIdentity, existing: readonly number[]): SaveChoice[] {
  const { name, version } = identity;
  const next = Math.max(0, ...existing) + 1;
  if (existing.length === 0) return [{ kind: 'create', name, version }];
  const asNext: SaveChoice = { kind: 'create', name, version: next };
  if (existing.includes(version)) return [{ kind: 'overwrite', name, version }, asNext];
  return version === next ? [asNext] : [{ kind: 'create', name, version }, asNext];
}

/** Whether somebody else has saved the version since the text was loaded. */
export function changedMeanwhile(
  loaded: SavedDefinition | undefined,
  current: SavedDefinition | undefined,
): boolean {
  if (current === undefined) return false;
  if (loaded === undefined || loaded.name !== current.name || loaded.version !== current.version) return true;
  return loaded.changedAt !== current.changedAt || loaded.text !== current.text;
}
