import type { Box } from '#graph/index.ts';

/**
 * What lies over the drawing. A strip reaches from side to side, so that nothing is shown beside a row of buttons; the
 * search and the map leave what is beside them free, and the map goes once the whole drawing fits.
 */
type Cover = 'strip' | 'search' | 'map';

/** Marks what covers a part of the drawing. */
export function covering(cover: Cover): { readonly 'data-graph-cover': Cover } {
  return { 'data-graph-cover': cover };
}

/** The boxes over a graph, in pixels from its corner. */
export function coversOf(graph: HTMLElement | null, kinds: readonly Cover[]): readonly Box[] {
  if (graph === null) return [];
  const frame = graph.getBoundingClientRect();
  const elements = [...graph.querySelectorAll<HTMLElement>('[data-graph-cover]')];
  return elements.flatMap((element) => {
    const kind = kinds.find((each) => each === element.dataset['graphCover']);
    const { x, y, width, height } = element.getBoundingClientRect();
    if (kind === undefined || width === 0 || height === 0) return [];
    const box = { x: x - frame.x, y: y - frame.y, width, height };
    return [kind === 'strip' ? { ...box, x: 0, width: frame.width } : box];
  });
}
