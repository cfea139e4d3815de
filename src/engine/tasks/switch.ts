import type { TaskModel } from '../model.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import type { Step, SyncType } from '../core/task-type.ts';
import { TerminateWorkflow } from '../core/terminate-workflow.ts';
import type { ScriptResult } from '../ports.ts';
import { runScript, scriptFailure } from './scripts.ts';

/** Goes on with the case that its expression names, else with the default. */
export const switchTask: SyncType = { mode: 'sync', map, run: () => ({ status: 'COMPLETED' }) };

function map(step: Step): readonly TaskModel[] {
  const { definition } = step;
  const input = step.input();
  const evaluated = evaluate(step);
  if (!evaluated.ok) {
    return [
      step.task({
        taskType: 'SWITCH',
        taskDefName: 'SWITCH',
        status: 'FAILED',
        inputData: input,
        reasonForIncompletion: scriptFailure(evaluated),
        endTime: step.draft.now,
      }),
    ];
  }
  const selected = toJavaString(evaluated.value);
  const cases = definition.decisionCases;
  // A case that is there but empty means to do nothing; only a missing one falls to the default.
  const branch = Object.hasOwn(cases, selected) ? cases[selected] : definition.defaultCase;
  const [head] = branch ?? [];
  const task = step.task({
    taskType: 'SWITCH',
    taskDefName: 'SWITCH',
    status: 'IN_PROGRESS',
    inputData: { ...input, case: selected, ...(head !== undefined && { hasChildren: 'true' }) },
    outputData: { evaluationResult: [selected], selectedCase: selected },
  });
  return head === undefined ? [task] : [task, ...step.map(head)];
}

function evaluate(step: Step): ScriptResult {
  const { evaluatorType, expression = '' } = step.definition;
  const input = step.input();
  switch (evaluatorType) {
    case 'value-param':
      return { ok: true, value: Object.hasOwn(input, expression) ? input[expression] : undefined };
    case 'javascript':
    case 'graaljs':
      return runScript(step.tools.scripts, expression, input, step.draft.workflow.workflowId);
    case undefined:
    default:
      throw new TerminateWorkflow(`No evaluator registered for type: ${evaluatorType ?? 'null'}`);
  }
}
