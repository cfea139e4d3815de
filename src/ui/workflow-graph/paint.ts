import type { Viewport } from '@xyflow/react';
import type { Box, NodeRun, PlacedNode } from '#graph/index.ts';
import { statusInfo, type StatusTone } from '../status-info.ts';
import type { LineageLine } from './lineage-lines.ts';
import { paintShares } from './paint-shares.ts';
import type { Scene } from './scene.ts';
import { visibleIn } from './scene.ts';
import { visibleArea, type Size } from './view.ts';

/** The colours of the far view, read from the theme's tokens. */
export interface Palette {
  readonly line: string;
  readonly faintLine: string;
  readonly surface: string;
  readonly text: string;
  readonly accent: string;
  readonly tones: ReadonlyMap<StatusTone, string>;
  readonly softTones: ReadonlyMap<StatusTone, string>;
}

const toneNames: readonly StatusTone[] = [
  'completed',
  'failed',
  'running',
  'paused',
  'timedout',
  'terminated',
  'idle',
];

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim() || 'gray';
  return {
    line: token('edge'),
    faintLine: token('line-strong'),
    surface: token('surface'),
    text: token('muted'),
    accent: token('accent'),
    tones: new Map(toneNames.map((tone) => [tone, token(tone)])),
    softTones: new Map(toneNames.map((tone) => [tone, token(`${tone}-soft`)])),
  };
}

export interface FarState {
  readonly runOf: (id: string) => NodeRun | undefined;
  readonly isSelected: (id: string) => boolean;
  readonly isHit: (id: string) => boolean;
  /** How far the ring around what a search has found keeps from it. */
  readonly hitMargin: number;
  readonly taken: ReadonlySet<string> | undefined;
  readonly lineage: readonly LineageLine[];
}

/** From one dash to the next, and how far beyond the window they go, in pixels. */
const dash = 6;
const beyond = 60;

/** Draws the structure: lines, and each task as a block in the colour of its status. */
export function paintFar(
  context: CanvasRenderingContext2D,
  scene: Scene,
  view: Viewport,
  size: Size,
  palette: Palette,
  state: FarState,
): void {
  const { zoom } = view;
  const { nodes, edges, crossEdges, frames } = visibleIn(scene, visibleArea(view, size));
  const toX = (x: number) => x * zoom + view.x;
  const toY = (y: number) => y * zoom + view.y;

  context.lineWidth = 1;
  context.strokeStyle = palette.line;
  for (const frame of frames) {
    const width = frame.width * zoom;
    if (width > 3) context.strokeRect(toX(frame.x), toY(frame.y), width, frame.height * zoom);
  }

  // Of a dashed line miles long a browser would make every dash: only what is near is drawn, in whole dashes.
  const near = (at: number, room: number): number => {
    if (at < -beyond) return -beyond + ((at + beyond) % dash);
    return at > room + beyond ? room + beyond + ((at - room - beyond) % dash) : at;
  };
  const trace = (points: readonly number[]): void => {
    for (let at = 0; at < points.length; at += 2) {
      const x = near(toX(points[at] ?? 0), size.width);
      const y = near(toY(points[at + 1] ?? 0), size.height);
      if (at === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  };
  const lines = (isWanted: (id: string) => boolean, colour: string): void => {
    context.strokeStyle = colour;
    context.beginPath();
    for (const { edge, points } of edges) if (isWanted(edge.id)) trace(points);
    context.stroke();
  };
  const { taken } = state;
  if (taken === undefined) lines(() => true, palette.line);
  else {
    lines((id) => !taken.has(id), palette.faintLine);
    lines((id) => taken.has(id), palette.tones.get('completed') ?? palette.line);
  }

  const across = (of: readonly { readonly points: readonly number[] }[], colour: string): void => {
    context.strokeStyle = colour;
    context.beginPath();
    for (const { points } of of) trace(points);
    context.stroke();
  };
  context.setLineDash([dash / 2, dash / 2]);
  across(
    crossEdges.filter(({ edge }) => taken?.has(edge.id) !== true),
    palette.line,
  );
  across(
    crossEdges.filter(({ edge }) => taken?.has(edge.id) === true),
    palette.tones.get('completed') ?? palette.line,
  );
  context.setLineDash([]);
  paintBlocks(context, nodes, view, palette, state);
  across(state.lineage, palette.accent);
}

/** Block by block, but without those that fall on the pixel of the one before. */
function paintBlocks(
  context: CanvasRenderingContext2D,
  nodes: readonly PlacedNode[],
  view: Viewport,
  palette: Palette,
  state: FarState,
): void {
  let lastPixel = '';
  let lastTone: StatusTone | undefined;
  const hits: Box[] = [];
  for (const placed of nodes) {
    const { node } = placed;
    const run = state.runOf(node.id);
    const tone = run === undefined ? undefined : statusInfo(run.status).tone;
    const isSelected = state.isSelected(node.id);
    const x = placed.x * view.zoom + view.x;
    const y = placed.y * view.zoom + view.y;
    const width = Math.max(1.5, placed.width * view.zoom);
    const height = Math.max(1.5, placed.height * view.zoom);
    if (state.isHit(node.id)) hits.push({ x, y, width, height });
    if (height < 2) {
      const pixel = `${Math.round(x)},${Math.round(y)}`;
      if (pixel === lastPixel && tone === lastTone && !isSelected) continue;
      lastPixel = pixel;
      lastTone = tone;
    }
    const block = { x, y, width, height };
    const branches = run?.branches ?? null;
    paintBlock(context, block, tone, palette, branches === null ? height : Math.min(20, height / 2));
    if (branches !== null) paintShares(context, block, branches.counts, palette);
    if (isSelected) {
      context.strokeStyle = palette.accent;
      context.lineWidth = 2;
      context.strokeRect(x - 3, y - 3, width + 6, height + 6);
      context.lineWidth = 1;
    }
  }
  paintRings(context, hits, state.hitMargin, palette);
}

/** Around what a search has found, on top of all, though tasks on the same pixel get one ring together. */
function paintRings(
  context: CanvasRenderingContext2D,
  hits: readonly Box[],
  margin: number,
  palette: Palette,
): void {
  if (hits.length === 0) return;
  const ringed = new Set<number>();
  context.beginPath();
  for (const { x, y, width, height } of hits) {
    // One number for both: made for thousands at each key.
    const pixel = Math.round(x / 2) * 100_000 + Math.round(y / 2);
    if (ringed.has(pixel)) continue;
    ringed.add(pixel);
    context.rect(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
  }
  context.strokeStyle = palette.tones.get('paused') ?? palette.text;
  context.lineWidth = Math.min(2, margin);
  context.stroke();
  context.lineWidth = 1;
}

function paintBlock(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  tone: StatusTone | undefined,
  palette: Palette,
  /** The room of the mark in the upper right corner. */
  mark: number,
): void {
  const strong = tone === undefined ? palette.line : (palette.tones.get(tone) ?? palette.line);
  if (height < 5) {
    context.fillStyle = strong;
    context.fillRect(x, y, width, height);
    return;
  }
  context.fillStyle = tone === undefined ? palette.surface : (palette.softTones.get(tone) ?? palette.surface);
  context.fillRect(x, y, width, height);
  context.strokeStyle = strong;
  context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  if (tone !== undefined) paintMark(context, x + width - mark / 2, y + mark / 2, mark / 4, tone, strong);
}

/** The status once more as a shape, for those to whom two colours look alike. */
function paintMark(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  tone: StatusTone,
  colour: string,
): void {
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.beginPath();
  switch (tone) {
    case 'completed':
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
      break;
    case 'failed':
      context.lineWidth = 2;
      context.moveTo(x - radius, y - radius);
      context.lineTo(x + radius, y + radius);
      context.moveTo(x + radius, y - radius);
      context.lineTo(x - radius, y + radius);
      context.stroke();
      context.lineWidth = 1;
      break;
    case 'terminated':
      context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
      break;
    case 'paused':
      context.moveTo(x, y - radius);
      context.lineTo(x + radius, y + radius);
      context.lineTo(x - radius, y + radius);
      context.fill();
      break;
    case 'running':
    case 'timedout':
    case 'idle':
      context.arc(x, y, radius, 0, tone === 'running' ? Math.PI : 2 * Math.PI);
      context.stroke();
      break;
    default:
      tone satisfies never;
  }
}
