import { isTaskSuccessful, isTaskTerminal } from '#contract/index.ts';
import type { TaskModel } from '../../model.ts';
import type { Tools } from '../task-type.ts';
import { isResumable } from './reset-task.ts';
import { waitsForOthers, type WorkflowState } from '../workflow-state.ts';

/**
 * Where a retry that resumes children has to go on: in the child of the first task that failed, or in the execution
 * itself; undefined when nothing in it has failed.
 */
export function placeToResume(
  state: WorkflowState,
  tools: Tools,
): { readonly childId: string | undefined } | undefined {
  const ended = [...state.latestTasks()]
    .filter((task) => isTaskTerminal(task.status) && !isTaskSuccessful(task.status))
    .sort((a, b) => a.seq - b.seq);
  if (ended.length === 0) return undefined;
  // What was merely cancelled, and a loop or a JOIN, ended because of something else, if there is anything else.
  const failed = ended.filter((task) => task.status !== 'CANCELED' && !waitsForOthers(task));
  const causes = failed.length > 0 ? failed : ended.filter((task) => !waitsForOthers(task));
  const resumable = (task: TaskModel) => isResumable(task, tools);
  // What has failed by itself can only be retried here.
  const isElsewhere = failed.length > 0 ? failed.every(resumable) : causes[0] && resumable(causes[0]);
  return { childId: isElsewhere === true ? causes[0]?.subWorkflowId : undefined };
}
