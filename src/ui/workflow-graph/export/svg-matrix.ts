import {
  branchGroups,
  cellPitch,
  matrixSize,
  orderBranches,
  type BranchRuns,
  type NodeRun,
  type PlacedNode,
} from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { branchLook, groupLooks, unreachedBranches } from '../matrix-words.ts';
import type { Drawing } from './drawing.ts';
import { fitText } from './fit-text.ts';
import { round, textMarkup } from './svg-text.ts';

// Where things stand on the card, as matrix.module.css has it, but for the filter: a picture has none.
const edge = 11;
const barTop = 49;
const failedLine = 68;
const cellsTop = 76;

/** What is on the card of a large fork below its name: how its branches divide, and the first of its cells. */
export function matrixMarkup(
  { node, width }: PlacedNode,
  run: NodeRun | undefined,
  drawing: Drawing,
): string {
  const branches = run?.branches ?? unreachedBranches(node);
  const { columns, gridHeight } = matrixSize(node.members.length);
  const most = (gridHeight / cellPitch) * columns;
  const order = orderBranches(branches.each, { group: 'all', text: '' });
  const cells = order.slice(0, most).map((place, at) => {
    const branch = branches.each[place];
    if (branch === undefined) return '';
    const { tone, shape } = branchLook(branch);
    const x = edge + (at % columns) * cellPitch;
    const y = cellsTop + Math.floor(at / columns) * cellPitch;
    return `<use href="#status-${shape}" class="${tone}" x="${x}" y="${y}"/>`;
  });
  const rest = order.length - cells.length;
  const at = { x: edge, y: cellsTop + gridHeight + 16 };
  const more =
    rest > 0 ? textMarkup(`and ${formatCount(rest)} more`, 'detail', at, width, drawing).markup : '';
  return (
    barMarkup(branches, width - 2 * edge) +
    failedMarkup(branches, width - 2 * edge, drawing) +
    cells.join('') +
    more
  );
}

/** In a picture no cell can be asked for its name: those that failed are named, as many as there is room for. */
function failedMarkup({ each }: BranchRuns, room: number, drawing: Drawing): string {
  const failed = orderBranches(each, { group: 'failed', text: '' });
  const withRest = (names: readonly string[]) => {
    const rest = failed.length - names.length;
    return `${names.join(', ')}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`;
  };
  let names: readonly string[] = [];
  for (const place of failed) {
    const more = [...names, each[place]?.name ?? ''];
    if (names.length > 0 && fitText(withRest(more), 'detail', room, drawing.advance).isCut) break;
    names = more;
  }
  if (names.length === 0) return '';
  return textMarkup(withRest(names), 'detail', { x: edge, y: failedLine }, room, drawing, 'bad').markup;
}

function barMarkup({ counts, each }: BranchRuns, width: number): string {
  let x = edge;
  const parts = branchGroups.map((group) => {
    if (counts[group] === 0) return '';
    const share = (width * counts[group]) / each.length;
    const part = `<rect class="share ${groupLooks[group].tone}" x="${round(x)}" y="${barTop}" width="${round(share)}" height="4"/>`;
    x += share;
    return part;
  });
  return parts.join('');
}
