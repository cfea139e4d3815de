import { expect, test, vi } from 'vitest';
import type { TextFindings } from './reading.ts';
import { createTextReader } from './text-reader.ts';

const definition = (ref: string) => `{"name":"w","tasks":[{"name":"a","taskReferenceName":"${ref}"}]}`;
const patience = { timeout: 25_000 };

test('reads beside the page, and answers the last request alone', async () => {
  const reader = createTextReader();
  const answers: string[] = [];
  const note = (findings: TextFindings): void => void answers.push(...findings.tasks.refs);
  for (const ref of ['one', 'two', 'three']) reader.ask({ text: definition(ref), refusals: [] }, note);
  await vi.waitFor(() => expect(answers).toEqual(['three']), patience);
  reader.ask({ text: definition('four'), refusals: [] }, note);
  reader.forget();
  reader.ask({ text: definition('five'), refusals: [] }, note);
  await vi.waitFor(() => expect(answers).toEqual(['three', 'five']), patience);
  reader.close();
});

test('reads by itself where no worker comes up', async () => {
  const refused = vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker) {
    this.dispatchEvent(new Event('error'));
  });
  const reader = createTextReader();
  const answers: boolean[] = [];
  reader.ask({ text: '{"name":', refusals: [] }, (findings) => void answers.push(findings.isDefinition));
  expect(answers).toEqual([false]);
  refused.mockRestore();
  reader.close();
});
