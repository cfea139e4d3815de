import type { ScriptResult, ScriptRunner } from '../../ports.ts';
import { Postponed } from '../../postponed.ts';

/** How many answers are kept for decisions under way, of whatever size. */
const mostAnswers = 200;

interface Scripts {
  /** Gives scripts little time: what takes no longer is not worth handing over. */
  readonly hasty: ScriptRunner;
  /** Gives scripts the time that they have, here. */
  readonly patient: ScriptRunner;
  /** Gives scripts the time that they have, elsewhere; `bindings` is JSON. */
  elsewhere(this: void, script: string, bindings: string): Promise<ScriptResult>;
}

interface Answer {
  readonly bindings: string;
  result?: ScriptResult;
  /** Until it has been asked for. */
  isNew: boolean;
}

/** Scripts that run here while they are quick. A longer one is stopped, and postponed until it has been run elsewhere. */
export function postponingScripts(scripts: Scripts): ScriptRunner {
  const runner = new Postponing(scripts);
  return {
    evaluate: (script, bindings, asker) => runner.evaluate(script, bindings, asker),
    check: (script) => scripts.hasty.check(script),
  };
}

class Postponing {
  readonly #scripts: Scripts;
  /** By who asked for what. */
  readonly #answers = new Map<string, Answer[]>();
  #count = 0;

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  evaluate(
    script: string,
    bindings: Readonly<Record<string, unknown>>,
    asker: string | undefined,
  ): ScriptResult {
    const { hasty, patient } = this.#scripts;
    const key = `${asker}/${script}`;
    const answers = this.#answers.get(key) ?? [];
    const known = answers.length > 0 && this.#known(answers, JSON.stringify(bindings));
    if (known) return known;
    const result = hasty.evaluate(script, bindings);
    if (result.ok || result.kind !== 'timeout') return result;
    // Asked anew with other bindings, such as the id of a new task, it would be postponed for ever.
    const asksAnew = answers.some(({ isNew }) => isNew);
    if (asker === undefined || asksAnew || this.#count >= mostAnswers)
      return patient.evaluate(script, bindings);
    throw this.#postpone(key, script, JSON.stringify(bindings));
  }

  #known(answers: readonly Answer[], bindings: string): ScriptResult | undefined {
    const known = answers.find((answer) => answer.bindings === bindings);
    if (known !== undefined) known.isNew = false;
    return known?.result;
  }

  #postpone(key: string, script: string, bindings: string): Postponed {
    const answer: Answer = { bindings, isNew: true };
    const fetchResult = async (): Promise<void> => {
      answer.result = await this.#scripts.elsewhere(script, bindings);
    };
    this.#answers.set(key, [...(this.#answers.get(key) ?? []), answer]);
    this.#count += 1;
    return new Postponed(fetchResult(), () => {
      const left = this.#answers.get(key)?.filter((each) => each !== answer) ?? [];
      if (left.length > 0) this.#answers.set(key, left);
      else this.#answers.delete(key);
      this.#count -= 1;
    });
  }
}
