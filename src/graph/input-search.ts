import type { Task } from '#contract/index.ts';
import { inputLines, lineText, type InputLine } from './input-lines.ts';

/** The task of a run, of several at one place, and the value in its input that says most of what was looked for. */
export interface InputPlace {
  readonly task: Task;
  /** Of the latest attempt in the same iteration. */
  readonly status: string;
  readonly line: InputLine;
}

/** How many characters of an input are looked through in one step. */
const stride = 50_000;

/**
 * The value of an input in which most of the words are; null if any of them is in none. Its steps yield nothing: after
 * each one, others may have their turn.
 */
export function* findInInput(
  input: unknown,
  words: readonly string[],
): Generator<null, InputLine | null, void> {
  const missing = new Set(words);
  let best: InputLine | null = null;
  let most = 0;
  let looked = 0;
  for (const line of inputLines(input)) {
    const text = lineText(line).toLowerCase();
    const found = words.filter((word) => text.includes(word));
    for (const word of found) missing.delete(word);
    if (found.length > most) [best, most] = [line, found.length];
    if (missing.size === 0) return best;
    looked += text.length + 1;
    if (looked < stride) continue;
    looked = 0;
    yield null;
  }
  return null;
}
