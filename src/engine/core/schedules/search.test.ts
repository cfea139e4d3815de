import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scheduleExecutionSchema, workflowScheduleSchema, type ScheduleExecution } from '#contract/index.ts';
import { EngineError } from '../../errors.ts';
import { schedulesOf, searchExecutions, searchSchedules, workflowOf } from './search.ts';

const everything = { start: 0, size: 1000 };

const schedules = ['b', 'a', 'ab', 'c'].map((name, index) =>
  workflowScheduleSchema.parse({
    name,
    cronExpression: '0 * * * * *',
    paused: index % 2 === 0,
    description: `The ${name.toUpperCase()} one`,
    ...(index < 3 && { startWorkflowRequest: { name: index === 0 ? 'first' : 'second' } }),
  }),
);

const namesFound = (search: Partial<Parameters<typeof searchSchedules>[1]>) =>
  searchSchedules(schedules, { ...everything, ...search }).results.map(({ name }) => name);

describe('a search for schedules', () => {
  it.each<[Partial<Parameters<typeof searchSchedules>[1]>, readonly string[]]>([
    [{}, ['a', 'ab', 'b', 'c']],
    [{ scheduleName: 'a' }, ['a', 'ab']],
    [{ scheduleName: 'A' }, []],
    [{ scheduleName: '' }, ['a', 'ab', 'b', 'c']],
    [{ workflowName: 'second' }, ['a', 'ab']],
    [{ workflowName: 'sec' }, []],
    [{ workflowName: '' }, ['c']],
    [{ paused: true }, ['ab', 'b']],
    [{ paused: false }, ['a', 'c']],
    [{ paused: false, workflowName: 'second', scheduleName: 'a' }, ['a']],
    [{ freeText: '*' }, ['a', 'ab', 'b', 'c']],
    [{ freeText: 'THE AB' }, ['ab']],
    [{ freeText: 'first' }, ['b']],
    [{ freeText: 'nowhere' }, []],
  ])('SD2 by %j finds %j', (search, names) => {
    expect(namesFound(search)).toEqual(names);
  });

  it.each([
    [0, 2, ['a', 'ab']],
    [3, 2, ['c']],
    [4, 2, []],
    [0, 0, []],
  ])('SD2 from %i, %i of them, and how many there are', (start, size, names) => {
    const { total, results } = searchSchedules(schedules, { start, size });
    expect([total, results.map(({ name }) => name)]).toEqual([4, names]);
  });

  it('SD1 a schedule that names no workflow starts none', () => {
    expect(schedules.map(workflowOf)).toEqual(['first', 'second', 'second', '']);
  });
});

const execution = fc
  .record({
    scheduleName: fc.constantFrom('s', 't', 'st'),
    scheduledTime: fc.integer({ min: 0, max: 5 }),
    state: fc.constantFrom('EXECUTED', 'FAILED'),
    workflowName: fc.constantFrom('w', ''),
  })
  .map((fields): ScheduleExecution =>
    scheduleExecutionSchema.parse({
      executionId: 'e',
      executionTime: fields.scheduledTime,
      startWorkflowRequest: { name: 'w' },
      ...fields,
    }),
  );

const clause = fc.oneof(
  fc.constantFrom('s', 't', 'none').map((name) => ({
    text: `scheduleName=${name}`,
    holds: (each: ScheduleExecution) => each.scheduleName === name,
  })),
  fc.subarray(['s', 't', 'st'], { minLength: 1 }).map((names) => ({
    text: `scheduleName IN (${names.join(',')})`,
    holds: (each: ScheduleExecution) => names.includes(each.scheduleName),
  })),
  fc.constantFrom('EXECUTED', 'FAILED').map((state) => ({
    text: `state=${state}`,
    holds: (each: ScheduleExecution) => each.state === state,
  })),
  fc.integer({ min: -1, max: 6 }).map((time) => ({
    text: `scheduledTime>${time}`,
    holds: (each: ScheduleExecution) => each.scheduledTime > time,
  })),
  fc.integer({ min: -1, max: 6 }).map((time) => ({
    text: `scheduledTime<${time}`,
    holds: (each: ScheduleExecution) => each.scheduledTime < time,
  })),
);

describe('a search in the history of schedules', () => {
  it('SD8 finds what each clause holds for, in the order asked for, page by page', () => {
    fc.assert(
      fc.property(
        fc.array(execution, { maxLength: 12 }),
        fc.array(clause, { maxLength: 3 }),
        fc.constantFrom('', 'scheduledTime', 'scheduledTime:ASC', 'scheduledTime:DESC', 'nothing:ASC'),
        fc.nat({ max: 5 }),
        fc.nat({ max: 5 }),
        (all, clauses, sort, start, size) => {
          const query = clauses.map(({ text }) => text).join(' AND ');
          const found = all.filter((each) => clauses.every(({ holds }) => holds(each)));
          const direction = sort.endsWith(':ASC') ? 1 : -1;
          const named = schedulesOf(query);
          expect(found.filter(({ scheduleName }) => named?.includes(scheduleName) === false)).toEqual([]);
          const isSorted = sort.startsWith('scheduledTime:');
          const inOrder = isSorted
            ? found.toSorted((a, b) => direction * (a.scheduledTime - b.scheduledTime))
            : found;
          expect(searchExecutions(all, { query, sort, start, size })).toEqual({
            total: found.length,
            results: inOrder.slice(start, start + size),
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(['nonsense', 'state', 'state EXECUTED', '=', 'AND'])(
    'SD8 SE2 refuses "%s", which is no query',
    (query) => {
      expect(() => searchExecutions([], { query, ...everything })).toThrow(EngineError);
    },
  );
});
