import type { Task } from '#contract/index.ts';

/** A workflow worth looking at. */
export interface Shape {
  /** In the address. */
  readonly id: string;
  readonly title: string;
  /** What to look for, for whoever sees it for the first time. */
  readonly note: string;
  /** Built when it is shown: some are large. */
  readonly definition: () => unknown;
  /** Of a run; a shape without one is a definition. */
  readonly tasks?: () => readonly Task[];
  /** What the SUB_WORKFLOW tasks run, by name. */
  readonly library?: Readonly<Record<string, unknown>>;
  /** The node ids of those that are drawn in place from the start, outer ones first. */
  readonly open?: readonly string[];
  /** The tasks inside those, likewise. */
  readonly inside?: () => ReadonlyMap<string, readonly Task[]>;
  /** What the tasks say that have a problem. */
  readonly marks?: readonly string[];
}

export interface ShapeGroup {
  readonly title: string;
  readonly shapes: readonly Shape[];
}

/** A definition of these tasks. */
export const workflow = (
  name: string,
  tasks: readonly unknown[],
  rest: Readonly<Record<string, unknown>> = {},
) => ({ name, version: 1, schemaVersion: 2, ...rest, tasks });
