import { layoutGraph, type GraphLayout, type WorkflowGraph } from '#graph/index.ts';
import type { Drawing } from '../drawing.ts';
import { drawGraph, svgFrame } from '../svg.ts';
import { styleSheet } from '../svg-style.ts';

/** Every character as wide as another. */
export const sampleDrawing: Drawing = {
  isRun: false,
  runs: new Map(),
  taken: undefined,
  hidden: new Map(),
  now: 10_000,
  advance: () => 7,
};

/** The elements of a drawing, one to a line. */
export function elementsOf(layout: GraphLayout, drawing: Partial<Drawing> = {}): readonly string[] {
  return [...drawGraph(layout, layout.bounds, { ...sampleDrawing, ...drawing })];
}

/** A whole document. */
export function documentOf(graph: WorkflowGraph, drawing: Partial<Drawing> = {}): string {
  const layout = layoutGraph(graph);
  const { width, height } = layout.bounds;
  const [begin, end] = svgFrame({
    title: `Graph of ${graph.name}`,
    area: layout.bounds,
    width,
    height,
    background: '#ffffff',
    styles: styleSheet((token) => `#${token}`),
    symbols: '',
  });
  return begin + elementsOf(layout, drawing).join('') + end;
}
