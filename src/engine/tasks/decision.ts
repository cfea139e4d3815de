import type { TaskModel } from '../model.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import type { Step, SyncType } from '../core/task-type.ts';
import { TerminateWorkflow } from '../core/terminate-workflow.ts';
import { runScript } from './scripts.ts';

/** The older SWITCH: an empty case falls to the default, too. */
export const decision: SyncType = { mode: 'sync', map, run: () => ({ status: 'COMPLETED' }) };

function map(step: Step): readonly TaskModel[] {
  const { decisionCases, defaultCase } = step.definition;
  const selected = toJavaString(select(step));
  const named = Object.hasOwn(decisionCases, selected) ? (decisionCases[selected] ?? []) : [];
  const [head] = named.length > 0 ? named : defaultCase;
  const task = step.task({
    taskType: 'DECISION',
    taskDefName: 'DECISION',
    status: 'IN_PROGRESS',
    inputData: { case: selected, ...(head !== undefined && { hasChildren: 'true' }) },
    outputData: { caseOutput: [selected] },
  });
  return head === undefined ? [task] : [task, ...step.map(head)];
}

function select(step: Step): unknown {
  const { caseExpression, caseValueParam } = step.definition;
  const input = step.input();
  if (caseExpression !== undefined && caseExpression !== '') {
    const result = runScript(step.tools.scripts, caseExpression, input, step.draft.workflow.workflowId);
    if (!result.ok) throw new TerminateWorkflow(`Error while evaluating script: ${caseExpression}`);
    return result.value;
  }
  // Conductor refuses a DECISION that names nothing to decide by; `case` is what such definitions mean.
  const parameter = caseValueParam ?? 'case';
  return Object.hasOwn(input, parameter) ? input[parameter] : undefined;
}
