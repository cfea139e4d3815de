import { branchGroups, type BranchCounts, type Box } from '#graph/index.ts';
import { groupLooks } from './matrix-words.ts';
import type { Palette } from './paint.ts';

/** However few among thousands, one sees that they are there. */
const least = 2;

/** How the branches of a matrix divide, as a bar at the foot of its block, where there is room for one. */
export function paintShares(
  context: CanvasRenderingContext2D,
  block: Box,
  counts: BranchCounts,
  palette: Palette,
): void {
  const margin = Math.min(6, block.width / 20);
  const height = Math.min(12, block.height / 4);
  const width = block.width - 2 * margin;
  const groups = branchGroups.filter((group) => counts[group] > 0);
  if (height < 3 || width < 3 * least * groups.length) return;
  const total = groups.reduce((sum, group) => sum + counts[group], 0);
  const free = width - least * groups.length;
  let x = block.x + margin;
  for (const group of groups) {
    const part = least + (free * counts[group]) / total;
    context.fillStyle = palette.tones.get(groupLooks[group].tone) ?? palette.line;
    context.fillRect(x, block.y + block.height - margin - height, part, height);
    x += part;
  }
}
