import type { NodeRun } from '#graph/index.ts';
import type { Advance } from './fit-text.ts';

/** What is the same for all of a drawing. */
export interface Drawing {
  readonly isRun: boolean;
  /** By node id. */
  readonly runs: ReadonlyMap<string, NodeRun>;
  /** Undefined for a definition, in which every way is as good as another. */
  readonly taken: ReadonlySet<string> | undefined;
  /** How many tasks each folded block hides, by node id. */
  readonly hidden: ReadonlyMap<string, number>;
  /** The time at which the picture is taken. */
  readonly now: number;
  readonly advance: Advance;
}
