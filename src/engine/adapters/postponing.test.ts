import { expect, it } from 'vitest';
import { Postponed } from '../postponed.ts';
import { postponing } from './postponing.ts';

/** Texts are `quick`, `slow` or `endless`; each says where it was evaluated. */
function open() {
  const asked: { readonly input: string; readonly answer: () => void }[] = [];
  const run = postponing<string>({
    hasty: (text) => (text.startsWith('quick') ? `${text} here` : 'too slow'),
    isOutOfTime: (result) => result === 'too slow',
    patient: (text) => `${text} here`,
    elsewhere: (text, input) =>
      new Promise((resolve) => {
        asked.push({
          input,
          answer: () => resolve(text.startsWith('endless') ? 'too slow' : `${text} elsewhere`),
        });
      }),
  });
  const evaluate = (text: string, input: unknown = {}, asker?: string) => {
    try {
      return run(text, input, asker);
    } catch (error) {
      if (error instanceof Postponed) return error;
      throw error;
    }
  };
  const postponed = (text: string, input: unknown = {}, asker = 'w') => {
    const result = evaluate(text, input, asker);
    if (!(result instanceof Postponed)) throw new Error(`Not postponed: ${result}`);
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
  expect(asked.map(({ input }) => input)).toEqual(['{"$":{"n":1}}']);
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
  await answer(postponed('endless', { $: { id: 'a' } }));
  expect(evaluate('endless', { $: { id: 'b' } }, 'w')).toBe('too slow');
});

it('SC14 one decision waits for so many values only, and is no burden to others', async () => {
  const { evaluate, postponed, answer } = open();
  const all: Postponed[] = [];
  for (let n = 0; n < 200; n += 1) {
    const one = postponed('slow', { n });
    await answer(one);
    expect(evaluate('slow', { n }, 'w')).toBe('slow elsewhere');
    all.push(one);
  }
  expect(evaluate('slow', { n: 200 }, 'w')).toBe('slow here');
  postponed('slow', { n: 200 }, 'another');
  for (const { forget } of all) forget();
  postponed('slow', { n: 200 });
});
