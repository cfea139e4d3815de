import type { Difference, Fields, Method, Step } from './format.ts';

// Words for scenarios. All of them only make data.

/** A step of a definition; its name is `my_<ref>` for worker tasks, else its reference. */
export function task(type: string, ref: string, fields: Fields = {}): Fields {
  return { name: type === 'SIMPLE' ? `my_${ref}` : ref, taskReferenceName: ref, type, ...fields };
}

export const simple = (ref: string, fields: Fields = {}): Fields => task('SIMPLE', ref, fields);

export const inline = (ref: string, expression: string, input: Fields = {}): Fields =>
  task('INLINE', ref, { inputParameters: { evaluatorType: 'javascript', expression, ...input } });

export const setVariable = (ref: string, inputParameters: Fields): Fields =>
  task('SET_VARIABLE', ref, { inputParameters });

/** A definition, `my_flow` unless it is named otherwise. */
export function flow(tasks: readonly Fields[], fields: Fields = {}): Fields {
  return { name: 'my_flow', version: 1, schemaVersion: 2, tasks, ...fields };
}

/** A choice by the value of the input `case`. */
export function choose(
  ref: string,
  value: unknown,
  cases: Readonly<Record<string, readonly Fields[]>>,
  defaultCase: readonly Fields[] = [],
): Fields {
  return task('SWITCH', ref, {
    evaluatorType: 'value-param',
    expression: 'case',
    inputParameters: { case: value },
    decisionCases: cases,
    defaultCase,
  });
}

/** A fork and its JOIN, `<ref>_join`, on the last task of each branch. */
export function fork(ref: string, branches: readonly (readonly Fields[])[], join: Fields = {}): Fields[] {
  const joinOn = branches.map((branch) => branch.at(-1)?.['taskReferenceName']);
  return [task('FORK_JOIN', ref, { forkTasks: branches }), task('JOIN', `${ref}_join`, { joinOn, ...join })];
}

/** A loop as long as the condition holds. */
export function loop(
  ref: string,
  loopCondition: string,
  loopOver: readonly Fields[],
  fields: Fields = {},
): Fields {
  return task('DO_WHILE', ref, { loopCondition, loopOver, ...fields });
}

/** The condition of a loop that goes round twice. */
export const twice = (ref: string): string => `$.${ref}['iteration'] < 2`;

/** A task definition without waiting between attempts. */
export const taskDef = (name: string, fields: Fields = {}): Fields => ({
  name,
  retryCount: 0,
  retryDelaySeconds: 0,
  ...fields,
});

export const start = (as: string, request: Fields): Step => ({ do: 'start', as, request });

/** A worker takes a task of `my_<ref>` and reports results for it, one after the other. */
export const work = (ref: string, ...results: Fields[]): Step => ({ do: 'work', type: `my_${ref}`, results });

export const complete = (ref: string, outputData: Fields = {}): Step =>
  work(ref, { status: 'COMPLETED', outputData });

export const fail = (ref: string, reasonForIncompletion = 'no luck', fields: Fields = {}): Step =>
  work(ref, { status: 'FAILED', reasonForIncompletion, ...fields });

interface Asking {
  readonly pick?: readonly string[];
  readonly waits?: boolean;
}

export const ask = (method: Method, path: string, body?: unknown, options: Asking = {}): Step => ({
  do: 'ask',
  method,
  path,
  ...(body === undefined ? {} : { body }),
  ...options,
});

export const get = (path: string, options: Asking = {}): Step => ask('GET', path, undefined, options);

/** A request whose answer is of no interest, as long as it succeeds. */
export const quietly = (method: Method, path: string, body?: unknown): Step => ({
  do: 'ask',
  method,
  path,
  ...(body === undefined ? {} : { body }),
  silent: true,
});

/** An update of the open task of a reference name. */
export const update = (ref: string, status: string, output: Fields = {}): Step =>
  quietly('POST', `/tasks/{wf}/${ref}/${status}`, output);

/** Waits for the first workflow's status. */
export const until = (is: string, workflow = 'wf'): Step => ({ do: 'until', workflow, is });

/** Waits for the status of the newest task of a reference name. */
export const untilTask = (ref: string, is: string, workflow = 'wf'): Step => ({
  do: 'until',
  workflow,
  ref,
  is,
});

export const pass = (seconds: number): Step => ({ do: 'pass', seconds });

export const trace = (workflow = 'wf'): Step => ({ do: 'trace', workflow });

export const name = (as: string, from: string, ...path: string[]): Step => ({ do: 'name', as, from, path });

/** The first task, and with it the workflow, fails in other words, which its output may repeat as `error`. */
export function otherWords(where: string, ref: string, message: string, isRepeated = true): Difference {
  const repeated = { '0/output/error': message, '0/tasks/0/outputData/error': message };
  return {
    where,
    ours: {
      '0/reasonForIncompletion': `Task <${ref}#1> failed with status: FAILED and reason: '${message}'`,
      '0/tasks/0/reasonForIncompletion': message,
      ...(isRepeated ? repeated : {}),
    },
  };
}
