import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fork, simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

type End = 'COMPLETED' | 'FAILED' | 'CANCELED' | 'FAILED_WITH_TERMINAL_ERROR';

interface Branch {
  readonly end: End;
  readonly output: Fields;
  readonly tolerance: 'optional' | 'permissive' | 'none';
}

const branch: fc.Arbitrary<Branch> = fc
  .record({
    end: fc.constantFrom<End>('COMPLETED', 'FAILED', 'CANCELED', 'FAILED_WITH_TERMINAL_ERROR'),
    output: fc.constantFrom<Fields>({}, { n: 1 }, { n: null }),
    tolerance: fc.constantFrom('optional' as const, 'permissive' as const, 'none' as const),
  })
  // A branch that nobody tolerates ends the workflow before its JOIN: that is another story.
  .map((each) => (each.tolerance === 'none' ? { ...each, end: 'COMPLETED' as const } : each));

const referenceOf = (index: number) => `b${index}`;

/** What a JOIN on these branches comes to. */
function expected(joined: readonly (Branch & { readonly reference: string; readonly reason: string })[]) {
  const output = Object.fromEntries(
    joined.filter((each) => Object.keys(each.output).length > 0).map((each) => [each.reference, each.output]),
  );
  const failed = joined.filter((each) => each.end !== 'COMPLETED' && each.tolerance === 'permissive');
  if (failed.length > 0) {
    const status = failed.every((each) => each.end === 'CANCELED') ? 'CANCELED' : 'FAILED';
    return { status, output, reason: failed.map((each) => each.reason).join(' ') };
  }
  const tolerated = joined.filter((each) => each.end !== 'COMPLETED');
  if (tolerated.length === 0) return { status: 'COMPLETED', output, reason: undefined };
  return { status: 'COMPLETED_WITH_ERRORS', output, reason: tolerated.map((each) => each.reference) };
}

describe('JOIN', () => {
  it('JN1 JN2 JN4 JN5 JN8 of any branches that end in any order, on any of them, comes to what they came to', async () => {
    const order = fc.array(fc.nat({ max: 20 }), { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(branch, { minLength: 1, maxLength: 5 }),
        order,
        fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }),
        fc.constantFrom(undefined, 'SYNC', 'ASYNC'),
        async (branches, ranks, chosen, joinMode) => {
          const on = chosen.filter((index) => index < branches.length);
          const scenario = await Scenario.open();
          const tasks = branches.map(({ tolerance }, index) => [
            simple(referenceOf(index), { retryCount: 0, [tolerance]: true }),
          ]);
          const def = workflowDef([
            ...fork('f', tasks, { joinOn: on.map(referenceOf), joinMode }),
            simple('after'),
          ]);
          const id = await scenario.start(def);
          const inTurn = branches
            .map((each, index) => ({ ...each, index }))
            .toSorted((a, b) => (ranks[a.index] ?? 0) - (ranks[b.index] ?? 0));
          const left = new Set(on);
          for (const { index, end, output } of inTurn) {
            const open = await scenario.task(id, 'f_join');
            expect([open.status === 'IN_PROGRESS', open.outputData]).toEqual(
              left.size > 0 ? [true, {}] : [false, open.outputData],
            );
            if ((await scenario.status(id)) !== 'RUNNING') return;
            await scenario.finish(referenceOf(index), end, {
              outputData: output,
              reasonForIncompletion: `reason ${index}`,
            });
            left.delete(index);
          }
          const join = await scenario.task(id, 'f_join');
          const all = await scenario.get(id);
          const want = expected(
            on.flatMap((index) => {
              const each = branches[index];
              const reference = referenceOf(index);
              return each === undefined ? [] : [{ ...each, reference, reason: `reason ${index}` }];
            }),
          );
          const named = (references: readonly string[]) =>
            references
              .map((reference) => {
                const task = all.tasks.find((each) => each.referenceTaskName === reference);
                return `${reference}/${task?.taskId}`;
              })
              .join(' ');
          const reason = Array.isArray(want.reason)
            ? `${named(want.reason)} completed with errors`
            : want.reason;
          expect([join.status, join.outputData, join.reasonForIncompletion]).toEqual([
            want.status,
            want.output,
            reason,
          ]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each<[string, readonly string[], string]>([
    ['a task twice', ['a', 'a', 'b'], 'COMPLETED'],
    ['a task before the fork', ['before', 'a', 'b'], 'COMPLETED'],
    ['the fork itself', ['f', 'a', 'b'], 'COMPLETED'],
    ['one of two', ['b'], 'COMPLETED'],
    ['nothing', [], 'COMPLETED'],
    ['a task that there is not', ['a', 'nowhere'], 'IN_PROGRESS'],
    ['an empty name', ['a', ''], 'IN_PROGRESS'],
    ['a task behind it', ['a', 'after'], 'IN_PROGRESS'],
    ['itself', ['a', 'f_join'], 'IN_PROGRESS'],
    ['a name that objects inherit', ['a', 'constructor'], 'IN_PROGRESS'],
  ])('JN1 JN7 on %s is in the end as it should be', async (_what, joinOn, status) => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      simple('before'),
      ...fork('f', [[simple('a')], [simple('b')]], { joinOn }),
      simple('after'),
    ]);
    const id = await scenario.startUnchecked(def);
    await scenario.complete('before', { n: 0 });
    await scenario.complete('a', { n: 1 });
    await scenario.complete('b', { n: 2 });
    expect((await scenario.task(id, 'f_join')).status).toBe(status);
    expect(await scenario.status(id)).toBe('RUNNING');
    await scenario.engine.workflows.terminate(id, 'enough');
    expect((await scenario.get(id)).tasks.filter((task) => task.status === 'IN_PROGRESS')).toEqual([]);
  });

  it('JN3 JN4 waits for the last attempt of an optional branch', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef(fork('f', [[simple('a', { optional: true, retryCount: 1 })], [simple('b')]])),
    );
    await scenario.complete('b');
    await scenario.fail('a', 'once');
    expect((await scenario.task(id, 'f_join')).status).toBe('IN_PROGRESS');
    await scenario.advance(60);
    await scenario.fail('a', 'twice');
    expect((await scenario.task(id, 'f_join')).status).toBe('COMPLETED_WITH_ERRORS');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('JN1 a JOIN without a fork before it, and one before its fork', async () => {
    const scenario = await Scenario.open();
    const alone = await scenario.start(workflowDef([simple('a'), step('JOIN', 'j', { joinOn: ['a'] })]));
    await scenario.complete('a', { n: 1 });
    expect(await scenario.get(alone)).toMatchObject({ status: 'COMPLETED', output: { a: { n: 1 } } });
    const early = await scenario.start(
      workflowDef([step('JOIN', 'j', { joinOn: ['b'] }), ...fork('f', [[simple('b')]])]),
    );
    expect(await scenario.trace(early)).toEqual(['j IN_PROGRESS']);
  });
});
