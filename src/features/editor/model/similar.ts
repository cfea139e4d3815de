/** The candidate that was most likely meant, if one is near enough. */
export function mostSimilar(text: string, candidates: Iterable<string>): string | undefined {
  const furthest = text.length <= 3 ? 1 : Math.min(3, Math.floor(text.length / 3));
  let best: string | undefined;
  let bestDistance = furthest + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) >= bestDistance) continue;
    const distance = editDistance(text.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

// Insertions, deletions, replacements, and two neighbours swapped.
function editDistance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left.charAt(row - 1) === right.charAt(column - 1);
      const replaced = (previous[column - 1] ?? 0) + (same ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      const swapped = isSwap(left, right, row, column) ? (beforePrevious[column - 2] ?? 0) + 1 : added;
      current.push(Math.min(replaced, removed, added, swapped));
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}

function isSwap(left: string, right: string, row: number, column: number): boolean {
  return (
    row > 1 &&
    column > 1 &&
    left.charAt(row - 1) === right.charAt(column - 2) &&
    left.charAt(row - 2) === right.charAt(column - 1)
  );
}
