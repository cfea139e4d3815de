import type { Expansions } from '#graph/index.ts';
import { errorMessage } from '#lib/api-error.ts';

/** A sub-workflow that is to be drawn in place, as far as it is known. */
export interface WantedExpansion {
  /** Of its node. */
  readonly id: string;
  /** Undefined until it has come. */
  readonly definition: unknown;
  /** Why it does not come. */
  readonly error: Error | null | undefined;
}

export interface KnownExpansions {
  /** The definitions to draw in place, by node id. */
  readonly expansions: Expansions;
  /** By node id: that something is being fetched, or why it cannot be drawn. */
  readonly notes: ReadonlyMap<string, string>;
}

export const fetching = 'Fetching it …';

/** What of the sub-workflows can be drawn, and what there is to say of the others. */
export function knownExpansions(wanted: readonly WantedExpansion[]): KnownExpansions {
  const expansions = new Map<string, unknown>();
  const notes = new Map<string, string>();
  for (const { id, definition, error } of wanted) {
    if (definition !== undefined) expansions.set(id, definition);
    else notes.set(id, error ? `Cannot be shown: ${errorMessage(error)}` : fetching);
  }
  return { expansions, notes };
}
