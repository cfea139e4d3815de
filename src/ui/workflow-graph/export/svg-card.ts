import {
  isMatrix,
  taskTypeInfo,
  type GraphNode,
  type NodeRun,
  type PlacedNode,
  type TaskFamily,
} from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { statusInfo, type StatusShape } from '../../status-info.ts';
import { timeText } from '../card-time.ts';
import { branchLook, unreachedBranches } from '../matrix-words.ts';
import { detailLine, isExit, nodeTitle, shownProblem, terminalLabel } from '../spoken-name.ts';
import type { Drawing } from './drawing.ts';
import { matrixMarkup } from './svg-matrix.ts';
import { round, textMarkup } from './svg-text.ts';

// Where things stand on a card, as card.module.css has it.
const edge = 11;
const gap = 7;
const metaGap = 5;
const iconSize = 14;
const textLeft = 32;
const nameLine = 22;
const timeLine = 21;
const detailLineAt = 41;
const terminalPadding = 11;
const foldEdge = 15;

/** A node as markup; '' for one that is no more than a point where lines meet. */
export function nodeMarkup(placed: PlacedNode, drawing: Drawing): string {
  const { node } = placed;
  switch (node.kind) {
    case 'junction':
      return '';
    case 'start':
    case 'end':
    case 'failure':
      return terminalMarkup(placed, drawing);
    case 'task':
    case 'loop':
    case 'placeholder':
      return cardMarkup(placed, drawing);
    default:
      return node.kind satisfies never;
  }
}

function terminalMarkup(placed: PlacedNode, drawing: Drawing): string {
  const { node, x, y, width, height } = placed;
  const gone = drawing.runs.has(node.id) ? 'gone' : '';
  const label = textMarkup(
    terminalLabel(node),
    'terminal',
    { x: width / 2, y: height / 2 + 4.5 },
    width - 2 * terminalPadding,
    drawing,
    gone,
  );
  const pill = `<rect class="pill ${gone}" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="${height / 2 - 0.5}"/>`;
  return `<g transform="translate(${x} ${y})">${pill}${label.markup}</g>\n`;
}

function cardMarkup(placed: PlacedNode, drawing: Drawing): string {
  const { node, x, y, width, height } = placed;
  const run = drawing.runs.get(node.id);
  const isUnreached = drawing.isRun && run === undefined;
  const isWrong = shownProblem(node, run, drawing.isRun) !== '';
  const tone = run === undefined ? undefined : statusInfo(run.status).tone;
  const look = tone ?? (isUnreached ? 'unreached' : 'plain');

  const meta = metaMarkup(placed, run, isWrong, drawing);
  const untold = isUnreached ? 'untold' : '';
  const name = textMarkup(
    nodeTitle(node),
    'name',
    { x: textLeft, y: nameLine },
    meta.left - gap - textLeft,
    drawing,
    untold,
  );
  const detail = textMarkup(
    detailLine(node, run, drawing.isRun),
    'detail',
    { x: textLeft, y: detailLineAt },
    width - edge - textLeft,
    drawing,
    isWrong ? problemLook(node) : '',
  );
  const at = (away: number) => `x="${away}" y="${away}" width="${width - 1}" height="${height - 1}" rx="7.5"`;
  const branches = isMatrix(node) ? matrixMarkup(placed, run, drawing) : '';
  const isPlaceholder = node.kind === 'placeholder' && !isMatrix(node);
  const behind = isPlaceholder
    ? `<rect class="stack" ${at(3.5)}/>`
    : `<rect class="shade" x="0" y="1" width="${width}" height="${height}" rx="8"/>`;
  const ground = isUnreached ? '' : behind;
  const card = `<rect class="card ${look}${isPlaceholder ? ' placeholder' : ''}" ${at(0.5)}/>`;
  const icon = `<use href="#type-${familyOf(node)}" class="type" x="${edge}" y="10"/>`;
  return `<g transform="translate(${x} ${y})">${ground}${card}${icon}${name.markup}${meta.markup}${detail.markup}${branches}${hiddenMarkup(placed, drawing)}</g>\n`;
}

function problemLook({ isRefused }: GraphNode): string {
  return isRefused ? 'problem refused' : 'problem';
}

/** What stands at the right of the name, from the right; what is left of it is the name's. */
function metaMarkup(
  { node, width }: PlacedNode,
  run: NodeRun | undefined,
  isWrong: boolean,
  drawing: Drawing,
): { readonly markup: string; readonly left: number } {
  let left = width - edge;
  let markup = '';
  const putIcon = (id: string, looks: string): void => {
    left -= markup === '' ? iconSize : metaGap + iconSize;
    markup += `<use href="#${id}" class="${looks}" x="${left}" y="10"/>`;
  };
  if (isWrong) putIcon('problem', problemLook(node));
  if (isExit(node)) putIcon('exit', 'exit');
  if (run === undefined) return { markup, left };
  const { shape, tone } = statusInfo(run.status);
  putIcon(`status-${shape}`, tone);
  const time = timeText(run.startTime, run.endTime, drawing.now);
  if (time === '') return { markup, left };
  const text = textMarkup(time, 'time', { x: left - metaGap, y: timeLine }, width, drawing);
  return { markup: markup + text.markup, left: left - metaGap - text.width };
}

/** On the edge of a folded block, how many tasks it hides. */
function hiddenMarkup({ node, width, height }: PlacedNode, drawing: Drawing): string {
  const count = drawing.hidden.get(node.id);
  if (count === undefined) return '';
  const right = width - foldEdge;
  const text = textMarkup(
    `+${formatCount(count)}`,
    'time',
    { x: right - 5, y: height + 4 },
    width,
    drawing,
    'hidden',
  );
  const wide = text.width + 10;
  return `<rect class="card" x="${round(right - wide + 0.5)}" y="${height - 8.5}" width="${round(wide - 1)}" height="17" rx="8.5"/>${text.markup}`;
}

function familyOf(node: GraphNode): TaskFamily {
  return node.kind === 'placeholder' ? 'fork' : taskTypeInfo(node.type).family;
}

export interface UsedIcons {
  readonly families: ReadonlySet<TaskFamily>;
  readonly shapes: ReadonlySet<StatusShape>;
}

/** The icons that stand on the cards. */
export function usedIcons(nodes: readonly PlacedNode[], { runs }: Drawing): UsedIcons {
  const families = new Set(nodes.map(({ node }) => familyOf(node)));
  const shapes = new Set<StatusShape>();
  for (const { node } of nodes) {
    const run = runs.get(node.id);
    if (run !== undefined) shapes.add(statusInfo(run.status).shape);
    const branches = run?.branches ?? (isMatrix(node) ? unreachedBranches(node) : null);
    for (const branch of branches?.each ?? []) shapes.add(branchLook(branch).shape);
  }
  return { families, shapes };
}
