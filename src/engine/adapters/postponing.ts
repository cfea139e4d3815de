import { Postponed } from '../postponed.ts';

/** So many answers a decision may wait for: it is made again for each. */
const mostAnswers = 200;

/** How what users wrote is evaluated over an input. */
interface Ways<Result> {
  /** Here, with little time: what takes no longer is not worth handing over. */
  hasty(this: void, text: string, input: unknown): Result;
  /** Whether the time has not sufficed. */
  isOutOfTime(this: void, result: Result): boolean;
  /** Here, with all the time there is. */
  patient(this: void, text: string, input: unknown): Result;
  /** Elsewhere, with all the time there is; `input` is JSON. */
  elsewhere(this: void, text: string, input: string): Promise<Result>;
}

/** Evaluates here what is quick. What takes longer is stopped, and postponed until it has been evaluated elsewhere. */
export type Postponing<Result> = (text: string, input: unknown, asker: string | undefined) => Result;

interface Answer<Result> {
  readonly text: string;
  /** As JSON. */
  readonly input: string;
  result?: Result;
  /** Until it has been asked for. */
  isNew: boolean;
}

export function postponing<Result>({
  hasty,
  isOutOfTime,
  patient,
  elsewhere,
}: Ways<Result>): Postponing<Result> {
  const byAsker = new Map<string, Answer<Result>[]>();
  return (text, input, asker) => {
    const answers = (asker === undefined ? undefined : byAsker.get(asker)) ?? [];
    const known = knownAnswer(answers, text, input);
    if (known !== undefined) return known;
    const result = hasty(text, input);
    if (!isOutOfTime(result)) return result;
    // Asked anew with another input, such as the id of a new task, it would be postponed for ever.
    const other = answers.find((answer) => answer.isNew && answer.text === text);
    if (other?.result !== undefined && isOutOfTime(other.result)) return other.result;
    if (asker === undefined || other !== undefined || answers.length >= mostAnswers)
      return patient(text, input);
    const answer: Answer<Result> = { text, input: JSON.stringify(input), isNew: true };
    answers.push(answer);
    byAsker.set(asker, answers);
    const fetchResult = async (): Promise<void> => {
      answer.result = await elsewhere(text, answer.input);
    };
    throw new Postponed(fetchResult(), () => {
      answers.splice(answers.indexOf(answer), 1);
      if (answers.length === 0 && byAsker.get(asker) === answers) byAsker.delete(asker);
    });
  };
}

function knownAnswer<Result>(
  answers: readonly Answer<Result>[],
  text: string,
  input: unknown,
): Result | undefined {
  if (!answers.some((answer) => answer.text === text)) return undefined;
  const json = JSON.stringify(input);
  const known = answers.find((answer) => answer.text === text && answer.input === json);
  if (known !== undefined) known.isNew = false;
  return known?.result;
}
