import type { ScheduleExecution, WorkflowSchedule } from '#contract/index.ts';
import type { ScheduleSearch, SearchParameters } from '../../engine.ts';
import type { Page } from '../../ports.ts';
import { parseClauses, type Clause } from '../search-query.ts';

/** By name. */
export function searchSchedules(
  schedules: readonly WorkflowSchedule[],
  { workflowName, scheduleName, paused, freeText, start, size }: ScheduleSearch,
): Page<WorkflowSchedule> {
  const found = schedules
    .filter((schedule) => workflowName === undefined || workflowOf(schedule) === workflowName)
    .filter((schedule) => scheduleName === undefined || schedule.name.includes(scheduleName))
    .filter((schedule) => paused === undefined || schedule.paused === paused)
    .filter((schedule) => holds(schedule, freeText))
    .toSorted((a, b) => compare(a.name, b.name));
  return { total: found.length, results: found.slice(start, start + size) };
}

/** The name of the workflow that a schedule starts. */
export function workflowOf(schedule: WorkflowSchedule): string {
  return schedule.startWorkflowRequest?.name ?? '';
}

const fields = [
  'executionId',
  'scheduleName',
  'scheduledTime',
  'executionTime',
  'workflowName',
  'workflowId',
  'state',
] as const satisfies readonly (keyof ScheduleExecution)[];
type Field = (typeof fields)[number];

/** The schedules of which a query finds executions; undefined when it may be any. */
export function schedulesOf(query = ''): readonly string[] | undefined {
  return parseClauses(query, fields).find(
    ({ field, operator }) => field === 'scheduleName' && (operator === '=' || operator === 'IN'),
  )?.values;
}

/** Throws an EngineError for a query that is none. */
export function searchExecutions(
  newestFirst: readonly ScheduleExecution[],
  { query = '', freeText, sort = '', start, size }: SearchParameters,
): Page<ScheduleExecution> {
  const clauses = parseClauses(query, fields);
  const found = newestFirst.filter(
    (execution) => clauses.every((clause) => meets(execution, clause)) && holds(execution, freeText),
  );
  const sorted = sortedBy(found, sort);
  return { total: found.length, results: sorted.slice(start, start + size) };
}

function meets(execution: ScheduleExecution, { field, operator, values }: Clause<Field>): boolean {
  const own = execution[field] ?? '';
  return values.some((value) => {
    const order = typeof own === 'number' ? own - Number(value) : compare(own, value);
    switch (operator) {
      case '<':
        return order < 0;
      case '>':
        return order > 0;
      case '=':
      case 'IN':
        return order === 0;
    }
  });
}

function sortedBy(found: readonly ScheduleExecution[], sort: string): readonly ScheduleExecution[] {
  const [name, order] = sort.split(':');
  const field = fields.find((each) => each === name);
  if (field === undefined || order === undefined) return found;
  const direction = order.toUpperCase() === 'DESC' ? -1 : 1;
  return found.toSorted((a, b) => direction * compare(a[field] ?? '', b[field] ?? ''));
}

function holds(thing: object, freeText = '*'): boolean {
  if (freeText === '*' || freeText === '') return true;
  return JSON.stringify(thing).toLowerCase().includes(freeText.toLowerCase());
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
