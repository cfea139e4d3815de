import { hiddenCounts, partOfLayout, type Box, type DrawnPart, type GraphNode } from '#graph/index.ts';
import type { Visible } from '../scene.ts';
import type { ShownGraph } from '../use-export.ts';
import { captionBelow } from './caption.ts';
import { withMargin } from './drawn-area.ts';
import type { Drawing } from './drawing.ts';
import { fontRules } from './fonts.ts';
import { createRuler, tokensOf } from './page-style.ts';
import { inSlices, type Work } from '#lib/slices.ts';
import { drawGraph, stepCount, svgFrame } from './svg.ts';
import { usedIcons } from './svg-card.ts';
import { styleSheet } from './svg-style.ts';
import { iconSymbols } from './symbols.tsx';

/** What is to be drawn. */
export interface Subject extends ShownGraph {
  /** A task, which stands for itself and what is inside it; null for the whole graph. */
  readonly root: GraphNode | null;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A graph about to be drawn in the theme of the page. */
export interface Sketch {
  readonly part: DrawnPart;
  /** All of it, with a margin. */
  readonly drawn: Box;
  /** The same with the caption below. */
  readonly area: Box;
  /** An SVG document of an area and what is in it, of a size in pixels. */
  readonly svg: (area: Box, visible: Visible, size: Extent, work: Work) => Promise<Blob>;
}

const noRuns = new Map<string, never>();

/** Where the colours come from. */
export interface Look {
  readonly element: Element;
  /** The token of what is behind everything. */
  readonly ground: 'bg' | 'surface';
}

/** Makes pictures of a graph in the colours that hold for an element of a page. */
export async function withSketch<T>(
  { layout, runs, taken, root, title, caption }: Subject,
  { element, ground }: Look,
  make: (sketch: Sketch) => Promise<T>,
): Promise<T> {
  const tokens = tokensOf(element);
  const ruler = createRuler(tokens);
  const drawing: Drawing = {
    isRun: runs !== undefined,
    runs: runs ?? noRuns,
    taken,
    hidden: hiddenCounts(layout),
    now: Date.now(),
    advance: ruler.advance,
  };
  const part = partOfLayout(layout, root);
  const symbols = iconSymbols(usedIcons(part.nodes, drawing), tokens, layout.direction);
  const rules = styleSheet(tokens);
  const drawn = withMargin(part.bounds);
  const below = captionBelow(drawn, caption, drawing);
  const svg: Sketch['svg'] = async (area, visible, { width, height }, work) => {
    const elements = await inSlices(drawGraph(visible, area, drawing), work, stepCount(visible));
    const styles = `${await fontRules(tokens, ruler.seen, work.signal)}\n${rules}`;
    const background = tokens(ground);
    const [begin, end] = svgFrame({ title, area, width, height, background, styles, symbols });
    return new Blob([begin, ...elements, below.markup, end], { type: 'image/svg+xml' });
  };
  try {
    return await make({ part, drawn, area: below.area, svg });
  } finally {
    ruler.remove();
  }
}
