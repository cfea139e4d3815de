import { badShapes } from './bad-input.ts';
import { branchShapes } from './branches.ts';
import { runShapes } from './runs.ts';
import type { ShapeGroup } from './shape.ts';
import { sizeShapes } from './sizes.ts';
import { workflowShapes } from './workflows.ts';

/** Everything that a graph may have to draw. */
export const shapeGroups: readonly ShapeGroup[] = [
  { title: 'Branches', shapes: branchShapes },
  { title: 'Loops, workflows, exits', shapes: workflowShapes },
  { title: 'Runs', shapes: runShapes },
  { title: 'Bad input', shapes: badShapes },
  { title: 'Sizes', shapes: sizeShapes },
];
