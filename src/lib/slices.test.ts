import { expect, test } from 'vitest';
import { inSlices } from './slices.ts';

function* upTo(count: number, atEach: (step: number) => void = () => undefined): Generator<number> {
  for (let step = 1; step <= count; step += 1) {
    atEach(step);
    yield step;
  }
}

/** Longer than a slice. */
function dawdle(): void {
  const end = performance.now() + 15;
  while (performance.now() < end);
}

test('collects all steps in their order', async () => {
  const work = { signal: new AbortController().signal, onProgress: () => undefined };
  expect(await inSlices(upTo(1_000), work, 1_000)).toEqual([...upTo(1_000)]);
});

test('tells how much is done after every slice, and lets others have their turn', async () => {
  const shares: number[] = [];
  let turns = 0;
  const others = setInterval(() => (turns += 1), 0);
  const work = { signal: new AbortController().signal, onProgress: (share: number) => shares.push(share) };
  await inSlices(upTo(4, dawdle), work, 4);
  clearInterval(others);
  expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  expect(turns).toBeGreaterThan(0);
});

test('stops where it is called off', async () => {
  const controller = new AbortController();
  let last = 0;
  const steps = upTo(100, (step) => {
    last = step;
    if (step === 3) controller.abort();
    dawdle();
  });
  const work = { signal: controller.signal, onProgress: () => undefined };
  await expect(inSlices(steps, work, 100)).rejects.toThrow(/abort/i);
  expect(last).toBe(3);
});
