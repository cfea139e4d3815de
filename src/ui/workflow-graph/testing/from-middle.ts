/** How far the middle of a card is from the middle of its graph, in pixels across and down. */
export function fromMiddle(card: Element): readonly [across: number, down: number] {
  const graph = card.closest('[role=application]');
  if (graph === null) throw new Error('a card stands in a graph');
  const [inner, outer] = [card.getBoundingClientRect(), graph.getBoundingClientRect()];
  return [
    Math.round(inner.x + inner.width / 2 - outer.x - outer.width / 2),
    Math.round(inner.y + inner.height / 2 - outer.y - outer.height / 2),
  ];
}
