import { isTaskSuccessful, isTaskTerminal } from '#contract/index.ts';
import { runsAs } from '../runs-as.ts';
import type { Tools } from '../task-type.ts';
import type { WorkflowState } from '../workflow-state.ts';

/**
 * Where a retry that resumes children has to go on: in the child of the first task that failed, or in the execution
 * itself; undefined when nothing in it has failed.
 */
export function placeToResume(
  state: WorkflowState,
  tools: Tools,
): { readonly childId: string | undefined } | undefined {
  const failed = [...state.latestTasks()]
    .filter((task) => isTaskTerminal(task.status) && !isTaskSuccessful(task.status))
    .sort((a, b) => a.seq - b.seq);
  // A loop fails for what is in it, and comes before that.
  const first = failed.find((task) => task.taskType !== 'DO_WHILE') ?? failed[0];
  if (first === undefined) return undefined;
  return { childId: tools.taskType(runsAs(first)).mode === 'child' ? first.subWorkflowId : undefined };
}
