import { useMemo, useState } from 'react';
import { orderBranches, type BranchFilter, type BranchRun } from '#graph/index.ts';

/**
 * Which branch is in which cell. While someone points at the cells or walks them they keep their places, however the
 * statuses change; colours and shapes change at once.
 */
export function useBranchOrder(
  branches: readonly BranchRun[],
  filter: BranchFilter,
  isHeld: boolean,
): readonly number[] {
  const order = useMemo(() => orderBranches(branches, filter), [branches, filter]);
  const [kept, keep] = useState({ order, filter, size: branches.length });
  const isStale = !isHeld || kept.filter !== filter || kept.size !== branches.length;
  if (kept.order !== order && isStale) keep({ order, filter, size: branches.length });
  return isStale ? order : kept.order;
}
