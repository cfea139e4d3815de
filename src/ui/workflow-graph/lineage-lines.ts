import { lineageOf, type GraphLayout, type GraphNode } from '#graph/index.ts';

/** A line between the selected task and one whose values it uses, or that uses its own. */
export interface LineageLine {
  readonly id: string;
  readonly way: 'upstream' | 'downstream';
  /** Its corners, as those of an edge. */
  readonly points: readonly number[];
}

/** More lines than this would say nothing. */
const most = 200;

/** How far they keep from cards: beside each other, and beside what is drawn without a selection. */
const lanes = { upstream: 9, downstream: 16 } as const;

/** The lines of a task, to and from what is drawn of the others. */
export function lineageLines(layout: GraphLayout, selected: GraphNode | null): readonly LineageLine[] {
  if (selected === null) return [];
  const lineage = lineageOf(layout.graph);
  const upstream = lineage
    .upstream(selected)
    .map((from) => ({ way: 'upstream' as const, from, to: selected }));
  const downstream = lineage
    .downstream(selected)
    .map((to) => ({ way: 'downstream' as const, from: selected, to }));
  return [...upstream, ...downstream].slice(0, most).flatMap(({ way, from, to }) => {
    const source = layout.placeOf(from);
    const target = layout.placeOf(to);
    if (source === undefined || target === undefined || source === target) return [];
    const id = `${way} ${from.id}→${to.id}`;
    return [{ id, way, points: layout.routeAcross(from, to, lanes[way]) }];
  });
}
