import { describe, expect, test } from 'vitest';
import { normaliseWorkflowDef } from './normalise.ts';
import { validateWorkflowDef } from './validation/workflow-def.ts';
import { workflowDefSchema } from './workflow-def.ts';

const step = (taskReferenceName: string, more: object = {}) => ({ name: 'n', taskReferenceName, ...more });
const decision = (more: object) =>
  step('d', { type: 'DECISION', decisionCases: { yes: [step('a')] }, ...more });

const normalise = (task: object) =>
  normaliseWorkflowDef(workflowDefSchema.parse({ name: 'w', tasks: [task] }));

describe('a DECISION without caseValueParam and caseExpression', () => {
  test('decides by the input called case, and is then accepted', () => {
    const def = normalise(decision({ inputParameters: { case: '${workflow.input.x}' } }));
    expect(def.tasks[0]?.caseValueParam).toBe('case');
    expect(validateWorkflowDef(def)).toEqual([]);
  });

  test('does so wherever it stands', () => {
    const nested = decision({ inputParameters: { case: 'x' } });
    for (const around of [
      { type: 'FORK_JOIN', forkTasks: [[nested]] },
      { type: 'DO_WHILE', loopCondition: '', loopOver: [nested] },
      { type: 'SWITCH', defaultCase: [nested] },
      { type: 'SWITCH', decisionCases: { a: [nested] } },
    ]) {
      expect(JSON.stringify(normalise(step('o', around)))).toContain('"caseValueParam":"case"');
    }
  });

  test('is refused without such an input', () => {
    const def = normalise(decision({ inputParameters: { other: 'x' } }));
    expect(validateWorkflowDef(def).map(({ message }) => message)).toEqual([
      'caseValueParam or caseExpression field is required for taskType: DECISION taskName: n',
    ]);
  });
});

test.each([
  { task: decision({ caseValueParam: 'x', inputParameters: { case: 1 } }) },
  { task: decision({ caseExpression: '$.x', inputParameters: { case: 1 } }) },
  { task: step('s', { type: 'SIMPLE', inputParameters: { case: 1 } }) },
])('leaves $task.type as it is otherwise', ({ task }) => {
  const def = workflowDefSchema.parse({ name: 'w', tasks: [task] });
  expect(normaliseWorkflowDef(def)).toEqual(def);
});
