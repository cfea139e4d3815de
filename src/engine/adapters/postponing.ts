import { Postponed } from '../postponed.ts';

/** How many answers are kept for decisions under way, of whatever size. */
const mostAnswers = 200;

/** How what users wrote is evaluated over an input. */
interface Ways<Result> {
  /** Here, with little time: what takes no longer is not worth handing over. Undefined when it has not sufficed. */
  hasty(this: void, text: string, input: unknown): Result | undefined;
  /** Here, with all the time there is. */
  patient(this: void, text: string, input: unknown): Result;
  /** Elsewhere, with all the time there is; `input` is JSON. */
  elsewhere(this: void, text: string, input: string): Promise<Result>;
}

/** Evaluates here what is quick. What takes longer is stopped, and postponed until it has been evaluated elsewhere. */
export type Postponing<Result> = (text: string, input: unknown, asker: string | undefined) => Result;

interface Answer<Result> {
  /** The input, as JSON. */
  readonly input: string;
  result?: Result;
  /** Until it has been asked for. */
  isNew: boolean;
}

export function postponing<Result>({ hasty, patient, elsewhere }: Ways<Result>): Postponing<Result> {
  const answers = new Answers<Result>();
  return (text, input, asker) => {
    const key = `${asker}/${text}`;
    const known = answers.find(key, input);
    if (known !== undefined) return known;
    const result = hasty(text, input);
    if (result !== undefined) return result;
    // Asked anew with another input, such as the id of a new task, it would be postponed for ever.
    if (asker === undefined || answers.isFull || answers.haveNew(key)) return patient(text, input);
    const json = JSON.stringify(input);
    const { settle, forget } = answers.expect(key, json);
    const fetchResult = async (): Promise<void> => settle(await elsewhere(text, json));
    throw new Postponed(fetchResult(), forget);
  };
}

class Answers<Result> {
  /** By who asked for what. */
  readonly #byKey = new Map<string, Answer<Result>[]>();
  #count = 0;

  get isFull(): boolean {
    return this.#count >= mostAnswers;
  }

  find(key: string, input: unknown): Result | undefined {
    const answers = this.#byKey.get(key);
    if (answers === undefined) return undefined;
    const json = JSON.stringify(input);
    const known = answers.find((answer) => answer.input === json);
    if (known !== undefined) known.isNew = false;
    return known?.result;
  }

  haveNew(key: string): boolean {
    return this.#byKey.get(key)?.some(({ isNew }) => isNew) ?? false;
  }

  expect(key: string, input: string): { settle: (result: Result) => void; forget: () => void } {
    const answer: Answer<Result> = { input, isNew: true };
    this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), answer]);
    this.#count += 1;
    return {
      settle: (result) => {
        answer.result = result;
      },
      forget: () => {
        const left = this.#byKey.get(key)?.filter((each) => each !== answer) ?? [];
        if (left.length > 0) this.#byKey.set(key, left);
        else this.#byKey.delete(key);
        this.#count -= 1;
      },
    };
  }
}
