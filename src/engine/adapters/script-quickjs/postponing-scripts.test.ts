import { expect, it } from 'vitest';
import { Postponed } from '../../postponed.ts';
import type { ScriptResult, ScriptRunner } from '../../ports.ts';
import { postponingScripts } from './postponing-scripts.ts';

const timeout: ScriptResult = { ok: false, kind: 'timeout', message: 'too slow' };

/** Scripts named `slow …` take long; each says where it was run. */
function open() {
  const asked: { readonly bindings: string; readonly answer: () => void }[] = [];
  const here = (isPatient: boolean): ScriptRunner => ({
    evaluate: (script) =>
      script.startsWith('slow') && !isPatient ? timeout : { ok: true, value: `${script} here` },
    check: () => undefined,
  });
  const runner = postponingScripts({
    hasty: here(false),
    patient: here(true),
    elsewhere: (script, bindings) =>
      new Promise((resolve) => {
        asked.push({ bindings, answer: () => resolve({ ok: true, value: `${script} elsewhere` }) });
      }),
  });
  const evaluate = (script: string, bindings: Readonly<Record<string, unknown>> = {}, asker?: string) => {
    try {
      const result = runner.evaluate(script, bindings, asker);
      return result.ok ? result.value : result;
    } catch (error) {
      if (error instanceof Postponed) return error;
      throw error;
    }
  };
  const postponed = (script: string, bindings: Readonly<Record<string, unknown>> = {}, asker = 'w') => {
    const result = evaluate(script, bindings, asker);
    if (!(result instanceof Postponed)) throw new Error(`Not postponed: ${JSON.stringify(result)}`);
    return result;
  };
  const answer = async ({ ready }: Postponed) => {
    asked.shift()?.answer();
    await ready;
  };
  return { asked, evaluate, postponed, answer };
}

it('SC14 a script that ends soon is run at once', () => {
  const { asked, evaluate } = open();
  expect(evaluate('quick', {}, 'w')).toBe('quick here');
  expect(asked).toEqual([]);
});

it('SC14 a longer one is run elsewhere, and its value kept for the one who asked until they let go of it', async () => {
  const { asked, evaluate, postponed, answer } = open();
  const first = postponed('slow', { $: { n: 1 } });
  expect(asked.map(({ bindings }) => bindings)).toEqual(['{"$":{"n":1}}']);
  await answer(first);
  expect(evaluate('slow', { $: { n: 1 } }, 'w')).toBe('slow elsewhere');
  const second = postponed('slow', { $: { n: 2 } });
  await answer(second);
  for (const n of [1, 2, 1]) expect(evaluate('slow', { $: { n } }, 'w')).toBe('slow elsewhere');
  postponed('slow', { $: { n: 1 } }, 'another');
  first.forget();
  second.forget();
  postponed('slow', { $: { n: 1 } });
});

it('SC14 who cannot ask again, and who asks otherwise each time, gets the value at once', async () => {
  const { evaluate, postponed, answer } = open();
  expect(evaluate('slow')).toBe('slow here');
  await answer(postponed('slow', { $: { id: 'a' } }));
  expect(evaluate('slow', { $: { id: 'b' } }, 'w')).toBe('slow here');
});

it('SC14 only so many values are kept', async () => {
  const { evaluate, postponed } = open();
  const all = Array.from({ length: 200 }, (_, n) => postponed('slow', {}, `w${n}`));
  expect(evaluate('slow', {}, 'one more')).toBe('slow here');
  all[0]?.forget();
  postponed('slow', {}, 'one more');
});
