import type { TaskDef } from '../task-def.ts';
import { closer, problem, property, type DefinitionProblem, type Place } from './problem.ts';

export interface TaskDefValidation {
  /** What the problems' paths start with. */
  readonly path?: string;
}

/** What is wrong with a task definition, in the server's words; empty when nothing is. */
export function validateTaskDef(def: TaskDef, options: TaskDefValidation = {}): DefinitionProblem[] {
  const place: Place = { path: options.path ?? 'registerTaskDef.arg0[0]', at: [] };
  return [...fieldProblems(def, place), ...timeoutProblems(def, place)];
}

function fieldProblems(def: TaskDef, place: Place): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  if (def.name === '')
    problems.push(problem('TaskDef name cannot be null or empty', property(place, 'name')));
  for (const { field, minimum, message } of minimums) {
    const value = def[field];
    if (value !== undefined && value < minimum) {
      problems.push(problem(message(value), property(place, field), value));
    }
  }
  return problems;
}

interface Minimum {
  readonly field:
    | 'retryCount'
    | 'responseTimeoutSeconds'
    | 'pollTimeoutSeconds'
    | 'backoffScaleFactor'
    | 'maxRetryDelaySeconds'
    | 'backoffJitterMs'
    | 'totalTimeoutSeconds';
  readonly minimum: number;
  readonly message: (value: number) => string;
}

const notNegative = (field: Minimum['field']): Minimum => ({
  field,
  minimum: 0,
  message: () => `TaskDef ${field}: 0 must be >= 0`,
});

const minimums: readonly Minimum[] = [
  notNegative('retryCount'),
  {
    field: 'responseTimeoutSeconds',
    minimum: 1,
    message: (value) => `TaskDef responseTimeoutSeconds: ${value} should be minimum 1 second`,
  },
  notNegative('pollTimeoutSeconds'),
  {
    field: 'backoffScaleFactor',
    minimum: 1,
    message: () => 'Backoff scale factor. Applicable for LINEAR_BACKOFF',
  },
  notNegative('maxRetryDelaySeconds'),
  notNegative('backoffJitterMs'),
  notNegative('totalTimeoutSeconds'),
];

function timeoutProblems(def: TaskDef, place: Place): DefinitionProblem[] {
  const { name, timeoutSeconds, responseTimeoutSeconds, totalTimeoutSeconds } = def;
  if (timeoutSeconds <= 0) return [];
  const problems: DefinitionProblem[] = [];
  if (responseTimeoutSeconds > timeoutSeconds) {
    const message = `TaskDef: ${name} responseTimeoutSeconds: ${responseTimeoutSeconds} must be less than timeoutSeconds: ${timeoutSeconds}`;
    problems.push(problem(message, closer(place, 'responseTimeoutSeconds')));
  }
  if (totalTimeoutSeconds > 0 && timeoutSeconds > totalTimeoutSeconds) {
    const message = `TaskDef: ${name} timeoutSeconds: ${timeoutSeconds} must be less than or equal to totalTimeoutSeconds: ${totalTimeoutSeconds}`;
    problems.push(problem(message, closer(place, 'timeoutSeconds')));
  }
  return problems;
}
