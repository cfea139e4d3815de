import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { foldedAround, type GraphNode } from '#graph/index.ts';

export interface Folding {
  /** The ids of the blocks that are drawn as a single card. */
  readonly folded: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly setFolded: (ids: Iterable<string>) => void;
  /** Unfolds whatever hides a node. */
  readonly unfoldTo: (node: GraphNode) => void;
}

interface Kept {
  readonly name: string;
  readonly folded: ReadonlySet<string>;
}

/** So many are remembered: a browser has little room, and many workflows. */
const mostKept = 500;

/** Which blocks of a workflow are folded, remembered by its name. What it opens with is never hidden. */
export function useFolding(name: string, opening: GraphNode | null): Folding {
  const [kept, keep] = useState<Kept>(() => ({ name, folded: without(read(name), opening) }));
  const current = kept.name === name ? kept : { name, folded: read(name) };
  if (current !== kept) keep(current);
  const { folded } = current;

  // What is written down follows from what was last chosen, also where two choices come before a drawing.
  const latest = useRef(kept);
  useLayoutEffect(() => {
    latest.current = kept;
  }, [kept]);
  return useMemo(() => {
    const change = (next: (before: ReadonlySet<string>) => Iterable<string>): void => {
      const before = latest.current;
      const after = { name: before.name, folded: new Set(next(before.folded)) };
      latest.current = after;
      write(after.name, after.folded);
      keep(after);
    };
    return {
      folded,
      toggle: (id) =>
        change((before) => (before.has(id) ? [...before].filter((each) => each !== id) : [...before, id])),
      setFolded: (ids) => change(() => ids),
      unfoldTo: (node) => change((before) => without(before, node)),
    };
  }, [folded]);
}

function without(folded: ReadonlySet<string>, node: GraphNode | null): ReadonlySet<string> {
  const around = new Set(node === null ? [] : foldedAround(node, folded));
  return around.size === 0 ? folded : new Set([...folded].filter((id) => !around.has(id)));
}

function keyOf(name: string): string {
  return `graph-folded:${name}`;
}

const idsSchema = z.array(z.string());

function read(name: string): ReadonlySet<string> {
  try {
    return new Set(idsSchema.parse(JSON.parse(localStorage.getItem(keyOf(name)) ?? '[]')));
  } catch {
    return new Set();
  }
}

function write(name: string, folded: ReadonlySet<string>): void {
  try {
    if (folded.size === 0) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), JSON.stringify([...folded].slice(0, mostKept)));
  } catch {
    // Without storage the blocks stay folded for as long as the page.
  }
}
