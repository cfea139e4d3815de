import { describe, expect, test } from 'vitest';
import { choose, graphOf, loop, nodeIn, sub, task } from './testing/tasks.ts';

const using = (ref: string, value: unknown) => task(ref, 'SIMPLE', { inputParameters: { value } });
const problem = (tasks: readonly unknown[], id = 'user') => nodeIn(graphOf(tasks), id).problem;

describe('a task that uses values', () => {
  test.each([
    ['of a task that is not there', '${nobody.output.x}', 'Uses unknown nobody'],
    ['of two, deep in its input', { a: [{ b: '${one.output} ${two.output.y}' }] }, 'Uses unknown one, two'],
    ['of a task before it', '${first.output.x}', ''],
    ['of a task of a loop, by the number of its iteration', '${inner__2.output.x}', ''],
    ['of the workflow', '${workflow.input.x} and ${workflow.variables.y}', ''],
    ['of the environment', '${HOME_REGION}', ''],
    ['of nobody, as `$${` is none', '$${nobody.output}', ''],
  ])('%s', (_, value, words) => {
    expect(problem([task('first'), loop('around', task('inner')), using('user', value)])).toBe(words);
  });

  test('is not marked where a dynamic fork may make the task', () => {
    expect(problem([task('fork', 'FORK_JOIN_DYNAMIC'), using('user', '${made.output}')])).toBe('');
  });

  test('is marked for its sink, its items and the name of its sub-workflow, not for its description', () => {
    expect(problem([task('user', 'EVENT', { sink: 'sqs:${a.output}' })])).toBe('Uses unknown a');
    expect(problem([task('user', 'DO_WHILE', { items: '${b.output}', loopOver: [task('x')] })])).toBe(
      'Uses unknown b',
    );
    expect(problem([sub('user', '${c.output.name}')])).toBe('Uses unknown c');
    expect(problem([task('user', 'SIMPLE', { description: '${d.output}' })])).toBe('');
  });

  test('keeps what else is wrong with it, and is not blamed for the tasks inside it', () => {
    const tasks = [choose('user', { a: [using('inner', '${e.output}')] })];
    expect([problem(tasks), problem(tasks, 'inner')]).toEqual(['', 'Uses unknown e']);
    expect(problem([task('user'), using('user', '${f.output}')], 'user~2')).toBe('Reference name used twice');
  });
});
