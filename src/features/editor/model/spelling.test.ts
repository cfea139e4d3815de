import { describe, expect, it } from 'vitest';
import { parseText } from './parsed-text.ts';
import { checkSpelling } from './spelling.ts';
import { indexTasks } from './task-places.ts';

function check(definition: object): string[] {
  const { root } = parseText(JSON.stringify(definition));
  return checkSpelling(root, indexTasks(root)).map(({ message, fix }) => `${message} ${fix?.meant ?? ''}`);
}

const task = { name: 'a', taskReferenceName: 'a' };

describe('a slip of the pen', () => {
  it('in a type says what happens, and what was meant', () => {
    expect(check({ tasks: [{ ...task, type: 'SIMPEL' }] })).toEqual([
      'SIMPEL is not a type of Conductor’s: the task waits for workers that poll for SIMPEL. SIMPLE',
    ]);
  });

  it('in a field is found in the workflow and in tasks, however deep', () => {
    const nested = { ...task, retriCount: 1 };
    const fork = { ...task, type: 'FORK_JOIN', forkTasks: [[nested]] };
    expect(check({ timeoutSecond: 3, tasks: [fork] })).toEqual([
      'timeoutSecond is not a field that the server knows. timeoutSeconds',
      'retriCount is not a field that the server knows. retryCount',
    ]);
  });

  it('is not seen in what resembles nothing, nor in inputs and cases', () => {
    const other = { ...task, type: 'send_mail', note: 'x', inputParameters: { typ: 1 } };
    const choice = { ...task, type: 'SWITCH', decisionCases: { nam: [task] } };
    expect(check({ team: 'billing', tasks: [other, choice] })).toEqual([]);
  });

  it('leaves alone what stands beside the field that it resembles', () => {
    expect(check({ tasks: [{ ...task, type: 'SIMPLE', types: [] }] })).toEqual([]);
  });
});
