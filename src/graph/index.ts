export { pathKeys } from './branches.ts';
export { buildGraph } from './model.ts';
export { layoutGraph } from './layout.ts';
export {
  labelRoom,
  roomOf,
  type GraphLayout,
  type PlacedCrossEdge,
  type PlacedEdge,
  type PlacedFrame,
  type PlacedNode,
} from './placed.ts';
export { foldedAround } from './fold.ts';
export { foldedRuns, hiddenCounts } from './folded-runs.ts';
export { dashedData, frameWithin, pathData } from './path-data.ts';
export {
  isSameWorkflow,
  missingOf,
  missingWords,
  versionOf,
  type Callee,
  type KnownWorkflows,
} from './known-workflows.ts';
export { canOpen } from './sub-workflow.ts';
export { isNodeOnlyAfter, isOnlyAfter } from './only-after.ts';
export { lineageOf, usedFields } from './lineage.ts';
export { namesOf } from './names-of.ts';
export { mermaidOf } from './mermaid.ts';
export { partOfGraph, partOfLayout, type DrawnPart } from './part.ts';
export { spatialIndex, type SpatialIndex } from './spatial-index.ts';
export { taskTypeInfo, type TaskFamily } from './task-types.ts';
export { contains, overlaps, type Box, type Direction } from './geometry.ts';
export {
  scopedRef,
  type Expansions,
  type GraphEdge,
  type GraphNode,
  type SubWorkflow,
  type WorkflowGraph,
} from './types.ts';
export { dynamicForks, forksKey } from './dynamic-forks.ts';
export { iterationsOfTask, loopsAround, type ChosenIterations, type LoopRun } from './iterations.ts';
export { ancestorsOf, branchLabels, outlineRows, type OutlineRow } from './outline.ts';
export { closedAround, placeNamed, type NamedPlace } from './place.ts';
export { graphSearch, type SearchHit } from './search.ts';
export { findingOf, hitKey, type Finding } from './finding.ts';
export { isSelectable, navigator, type Navigator, type Step } from './navigate.ts';
export { nodeOfTask, overlayRun, type NodeRun, type RunOverlay, type StoppedAt } from './run.ts';
export { isMatrix } from './metrics.ts';
export { cellPitch, matrixSize, type MatrixSize } from './matrix-size.ts';
export {
  branchGroups,
  branchPlace,
  isSameBranches,
  orderBranches,
  type BranchCounts,
  type BranchFilter,
  type BranchGroup,
  type BranchRun,
  type BranchRuns,
} from './branch-runs.ts';
