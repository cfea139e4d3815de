import type { CorpusScenario } from './format.ts';
import { expressions } from './scenarios/expressions.ts';
import { forks } from './scenarios/forks.ts';
import { linear } from './scenarios/linear.ts';
import { loops } from './scenarios/loops.ts';
import { operators } from './scenarios/operators.ts';
import { retries } from './scenarios/retries.ts';
import { switches } from './scenarios/switches.ts';
import { timeouts } from './scenarios/timeouts.ts';

/** Scenarios of one subject; its recording is recordings/<name>.json. */
export interface Subject {
  readonly name: string;
  readonly scenarios: readonly CorpusScenario[];
}

export const subjects: readonly Subject[] = [
  { name: 'linear', scenarios: linear },
  { name: 'expressions', scenarios: expressions },
  { name: 'switches', scenarios: switches },
  { name: 'forks', scenarios: forks },
  { name: 'loops', scenarios: loops },
  { name: 'timeouts', scenarios: timeouts },
  { name: 'retries', scenarios: retries },
  { name: 'operators', scenarios: operators },
];
