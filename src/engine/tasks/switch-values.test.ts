import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const cases = ['', 'null', 'true', 'false', '0', '1', '1.5', '[1, x]', '{a=1}', 'constructor', ' '];

const decisionCases = Object.fromEntries(cases.map((name, index) => [name, [step('NOOP', `case${index}`)]]));

/** The step that is taken, and what the choice says it was made by. */
async function chosen(type: 'SWITCH' | 'DECISION', fields: Fields, input: Fields, scripts = {}) {
  const scenario = await Scenario.open({ scripts });
  const choice = step(type, 's', { decisionCases, defaultCase: [step('NOOP', 'otherwise')], ...fields });
  const id = await scenario.startUnchecked(workflowDef([choice, simple('after')]), { input });
  const { tasks, status, reasonForIncompletion } = await scenario.get(id);
  const [made, taken, behind] = tasks;
  return {
    status,
    reasonForIncompletion,
    made,
    taken: taken?.referenceTaskName,
    behind: behind?.referenceTaskName,
  };
}

const byParameter = {
  evaluatorType: 'value-param',
  expression: 'v',
  inputParameters: { v: '${workflow.input.v}' },
};
const byOldParameter = { caseValueParam: 'v', inputParameters: { v: '${workflow.input.v}' } };

const values: readonly (readonly [unknown, string])[] = [
  [null, 'null'],
  [undefined, 'null'],
  ['', ''],
  [' ', ' '],
  ['null', 'null'],
  [true, 'true'],
  ['true', 'true'],
  [false, 'false'],
  [0, '0'],
  [1, '1'],
  [1.5, '1.5'],
  [[1, 'x'], '[1, x]'],
  [{ a: 1 }, '{a=1}'],
  ['constructor', 'constructor'],
];

describe('the value that a choice goes by', () => {
  it.each(values)('SW4 SW5 SWITCH of %j takes the case "%s"', async (v, name) => {
    const { made, taken, behind } = await chosen('SWITCH', byParameter, { v });
    expect([taken, behind]).toEqual([`case${cases.indexOf(name)}`, 'after']);
    expect(made).toMatchObject({
      taskType: 'SWITCH',
      status: 'COMPLETED',
      inputData: { case: name, hasChildren: 'true' },
      outputData: { evaluationResult: [name], selectedCase: name },
    });
  });

  it.each(values)('DE1 DECISION of %j takes the case "%s"', async (v, name) => {
    const { made, taken, behind } = await chosen('DECISION', byOldParameter, { v });
    expect([taken, behind]).toEqual([`case${cases.indexOf(name)}`, 'after']);
    expect(made).toMatchObject({
      status: 'COMPLETED',
      inputData: { case: name, hasChildren: 'true' },
      outputData: { caseOutput: [name] },
    });
  });

  it.each([-1, 2, 1e21, 'True', 'a', '1.0', [], {}, 'toString', '__proto__', 'hasOwnProperty'])(
    'SW3 DE3 for %j there is no case',
    async (v) => {
      expect((await chosen('SWITCH', byParameter, { v })).taken).toBe('otherwise');
      expect((await chosen('DECISION', byOldParameter, { v })).taken).toBe('otherwise');
    },
  );

  it.each<[string, Fields, string]>([
    ['a parameter that there is not', { evaluatorType: 'value-param', expression: 'none' }, 'null'],
    [
      'a parameter that every object has',
      { evaluatorType: 'value-param', expression: 'constructor' },
      'null',
    ],
    ['no parameter at all', { evaluatorType: 'value-param', expression: '' }, 'null'],
    ['a script', { evaluatorType: 'javascript', expression: 'one' }, '1'],
    ['a script of graaljs', { evaluatorType: 'graaljs', expression: 'one' }, '1'],
    ['a script that gives a text', { evaluatorType: 'javascript', expression: 'text' }, 'true'],
    ['a script that gives nothing', { evaluatorType: 'javascript', expression: 'nothing' }, 'null'],
  ])('SW1 SW2 SW4 by %s', async (_what, fields, name) => {
    const scripts = { one: () => 1, text: () => 'true', nothing: () => null };
    const { taken } = await chosen('SWITCH', fields, {}, scripts);
    expect(taken).toBe(`case${cases.indexOf(name)}`);
  });

  it.each([undefined, '', 'Value-Param', 'JAVASCRIPT', 'python', 'constructor'])(
    'SW8 the evaluator %j is unknown',
    async (evaluatorType) => {
      const found = await chosen('SWITCH', { evaluatorType, expression: 'v' }, {});
      expect([found.status, found.reasonForIncompletion, found.made]).toEqual([
        'FAILED',
        `No evaluator registered for type: ${evaluatorType ?? 'null'}`,
        undefined,
      ]);
    },
  );

  it('SW5 without anything to take says so by not saying that it has children', async () => {
    const { made, taken } = await chosen(
      'SWITCH',
      { ...byParameter, decisionCases: { a: [] }, defaultCase: [] },
      { v: 'a' },
    );
    expect(taken).toBe('after');
    expect(made?.inputData).toEqual({ v: 'a', case: 'a' });
  });

  it('DE3 SW3 of an empty case, DECISION falls to the default and SWITCH does not', async () => {
    const empty = { decisionCases: { a: [] } };
    expect((await chosen('DECISION', { ...byOldParameter, ...empty }, { v: 'a' })).taken).toBe('otherwise');
    expect((await chosen('SWITCH', { ...byParameter, ...empty }, { v: 'a' })).taken).toBe('after');
  });

  it('SW6 of choices nested in any depth, the one step behind them all follows once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), async (path) => {
        const scenario = await Scenario.open();
        const nested = path.reduceRight(
          (inside, isDefault, depth) => [
            step('SWITCH', `s${depth}`, {
              ...byParameter,
              decisionCases: isDefault ? { other: [step('NOOP', `not${depth}`)] } : { x: inside },
              defaultCase: isDefault ? inside : [],
            }),
          ],
          [step('NOOP', 'inmost')],
        );
        const id = await scenario.start(workflowDef([...nested, simple('after')]), { input: { v: 'x' } });
        expect(await scenario.trace(id)).toEqual([
          ...path.map((_, depth) => `s${depth} COMPLETED`),
          'inmost COMPLETED',
          'after SCHEDULED',
        ]);
      }),
      { numRuns: 40 },
    );
  });
});
