import { dashedData, frameWithin, pathData, type Box, type PlacedEdge } from '#graph/index.ts';
import type { Visible } from '../scene.ts';
import type { Drawing } from './drawing.ts';
import { fitText } from './fit-text.ts';
import { nodeMarkup } from './svg-card.ts';
import { round, textMarkup } from './svg-text.ts';
import { caseLabel } from '../spoken-name.ts';
import { escapeXml } from './xml.ts';

/** How many steps it takes to draw a part, at most. */
export function stepCount({ nodes, edges, crossEdges, frames }: Visible): number {
  return nodes.length + 2 * edges.length + crossEdges.length + frames.length;
}

/** The graph as SVG elements, one at a time, from the lowest to the uppermost: a step is never long. */
export function* drawGraph(part: Visible, area: Box, drawing: Drawing): Generator<string> {
  const { taken } = drawing;
  for (const frame of part.frames) yield frameMarkup(frame, area);
  // Where lines share their way, those gone along lie on top.
  for (const placed of part.edges)
    if (taken?.has(placed.edge.id) !== true) yield lineMarkup(placed, area, taken);
  for (const placed of part.edges)
    if (taken?.has(placed.edge.id) === true) yield lineMarkup(placed, area, taken);
  for (const { edge, points } of part.crossEdges) {
    const way = wayOf(edge.id, taken);
    const head = way === ' taken' ? 'arrow-taken' : 'arrow';
    yield `<path class="cross${way}" marker-end="url(#${head})" d="${dashedData(points, area)}"/>\n`;
  }
  for (const placed of part.edges) if (placed.label !== null) yield labelMarkup(placed, drawing);
  for (const placed of part.nodes) yield nodeMarkup(placed, drawing);
}

function frameMarkup(frame: Box, area: Box): string {
  const { ground, sides, corners } = frameWithin(frame, area);
  const { x, y, width, height } = ground;
  const lines = sides.map(
    ({ x1, y1, x2, y2 }) => `<line class="frame" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`,
  );
  return `<rect class="framed" x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/>${lines.join('')}<path class="frame corners" d="${corners}"/>\n`;
}

function lineMarkup({ edge, points }: PlacedEdge, area: Box, taken: ReadonlySet<string> | undefined): string {
  const way = wayOf(edge.id, taken);
  const data = edge.isAwaited ? pathData(points) : dashedData(points, area);
  return data === '' ? '' : `<path class="edge${way}${edge.isAwaited ? '' : ' unawaited'}" d="${data}"/>\n`;
}

function wayOf(id: string, taken: ReadonlySet<string> | undefined): string {
  if (taken === undefined) return '';
  return taken.has(id) ? ' taken' : ' untaken';
}

function labelMarkup({ edge, label }: PlacedEdge, drawing: Drawing): string {
  if (label === null) return '';
  const style = edge.isDefault ? 'otherwise' : 'label';
  const name = caseLabel(edge);
  const room = label.maxWidth - 14;
  const width = fitText(name, style, room, drawing.advance).width + 14;
  const gone = drawing.taken?.has(edge.id) === true ? 'gone' : '';
  const plate = `x="${round(label.x - width / 2 + 0.5)}" y="${round(label.y - 8.5)}" width="${round(width - 1)}" height="17" rx="3.5"`;
  const text = textMarkup(name, style, { x: label.x, y: label.y + 4 }, room, drawing, gone);
  return `<rect class="${gone === '' ? 'plate' : 'plate gone'}" ${plate}/>${text.markup}\n`;
}

const arrow = (id: string) =>
  `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="${id}" d="M0 0L8 4L0 8Z"/></marker>`;

export interface SvgFrame {
  readonly title: string;
  /** What of the drawing shows, and how large. */
  readonly area: Box;
  readonly width: number;
  readonly height: number;
  readonly background: string;
  /** Style sheet and fonts; both may not hold `]]>`, which none does. */
  readonly styles: string;
  /** Icons, as the content of `defs`. */
  readonly symbols: string;
}

/** What comes before the elements of a drawing, and behind them, to make it an SVG document. */
export function svgFrame(frame: SvgFrame): readonly [string, string] {
  const { title, area, width, height, background, styles, symbols } = frame;
  const { x, y } = area;
  const ground = `<rect x="${x}" y="${y}" width="${area.width}" height="${area.height}" fill="${background}"/>`;
  const begin = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${area.width} ${area.height}">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${escapeXml(styles)}</style>`,
    `<defs>${arrow('arrow')}${arrow('arrow-taken')}${symbols}</defs>`,
    ground,
    '',
  ].join('\n');
  return [begin, '</svg>\n'];
}
