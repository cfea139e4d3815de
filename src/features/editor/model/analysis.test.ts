import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, type Analysis } from './analysis.ts';
import { countProblems } from './problem.ts';
import { refusalsOf } from './server-errors.ts';
import { newWorkflowText } from './template.ts';

const text = `{
  "name": "conditional",
  "version": 2,
  "tasks": [
    { "name": "score", "taskReferenceName": "score", "type": "SIMPLE" },
    {
      "name": "decide",
      "taskReferenceName": "decide",
      "type": "SWITCH",
      "evaluatorType": "value-param",
      "expression": "case",
      "inputParameters": { "case": "\${score.output.band}" },
      "decisionCases": {
        "approved": [{ "name": "ok", "taskReferenceName": "ok" }]
      },
      "defaultCase": [{ "name": "no", "taskReferenceName": "no" }]
    }
  ]
}`;

function said(analysis: Analysis): string[] {
  return analysis.problems.map(
    (problem) => `${problem.line} ${problem.severity} ${problem.ref || '-'}: ${problem.message}`,
  );
}

describe('a definition', () => {
  it('in order has no problems', () => {
    expect(said(analyse(text))).toEqual([]);
    expect(analyse(text).identity).toEqual({ name: 'conditional', version: 2, changedAt: 0 });
  });

  it('is what a new workflow starts from', () => {
    expect(said(analyse(newWorkflowText))).toEqual([]);
  });

  it('with an unknown reference says so once, as the error that the server makes of it', () => {
    expect(said(analyse(text.replace('${score.', '${scor.')))).toEqual([
      '12 error decide: scor is not a task of this workflow.',
    ]);
  });

  it('has each complaint of the contract at its line', () => {
    const broken = text
      .replace('"value-param"', '""')
      .replace('"name": "ok", ', '')
      .replace('"no", "taskReferenceName": "no"', '"no", "taskReferenceName": "score"');
    expect(said(analyse(broken))).toEqual([
      '14 error ok: WorkflowTask name cannot be empty or null',
      '16 error score: taskReferenceName: score should be unique across tasks for a given workflowDefinition: conditional',
    ]);
  });

  it('has wrong types at their place', () => {
    const [problem] = analyse(text.replace('"version": 2', '"version": "2"')).problems;
    expect(problem).toMatchObject({ line: 3, column: 14, endColumn: 17, severity: 'error' });
  });

  it('that is no object is told what it should be', () => {
    expect(said(analyse('[]'))[0]).toContain('a JSON object');
    expect(analyse('[]').definition).toBeUndefined();
  });

  it('that is broken has the syntax error alone', () => {
    const analysis = analyse(text.replace('"SIMPLE" },', '"SIMPLE" '));
    expect(said(analysis)).toEqual(['5 error score: A comma is missing after this.']);
    expect(analysis.definition).toBeUndefined();
  });

  it("carries the server's own complaints", () => {
    const { parsed, tasks } = analyse(text);
    const refusals = refusalsOf(parsed, tasks, [
      { path: 'registerWorkflowDef.arg0.tasks[1]', message: 'No.' },
    ]);
    const analysis = analyse(text, refusals);
    expect(said(analysis)).toEqual(['6 error decide: No.']);
    expect(countProblems(analysis.problems)).toEqual({ errors: 1, warnings: 0 });
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
        const whole = JSON.stringify({ name: 'w', tasks: value }, null, 1);
        for (const part of [whole, whole.slice(0, cut % whole.length)]) {
          for (const problem of analyse(part).problems) expect(problem.line).toBeGreaterThan(0);
        }
      }),
    );
  });
});
