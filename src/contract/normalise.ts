import { mapTasks } from './map-tasks.ts';
import type { WorkflowDef, WorkflowTask } from './workflow-def.ts';

/**
 * Fills in what a definition may leave out although Conductor itself would refuse it: a DECISION with neither
 * caseValueParam nor caseExpression, but with an input called `case`, decides by that input. To be called after
 * parsing and before validation. (A task definition's own such rule is part of taskDefSchema.)
 */
export function normaliseWorkflowDef(def: WorkflowDef): WorkflowDef {
  return { ...def, tasks: mapTasks(def.tasks, decideByCase) };
}

function decideByCase(task: WorkflowTask): WorkflowTask {
  const decides = task.caseValueParam !== undefined || task.caseExpression !== undefined;
  if (task.type !== 'DECISION' || decides || !Object.hasOwn(task.inputParameters, 'case')) return task;
  return { ...task, caseValueParam: 'case' };
}
