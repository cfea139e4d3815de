import {
  lastDay,
  lastOfMonth,
  lastWorkday,
  nthOfMonth,
  workdayNearest,
  type CalendarDay,
  type DayRule,
} from './day-rules.ts';

/** When something is to happen, in the terms of a calendar and a clock on the wall. */
export interface Cron {
  /** In ascending order, as are minutes and hours. */
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** From 1. */
  readonly months: ReadonlySet<number>;
  isDay(day: CalendarDay): boolean;
}

interface Unit {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Stand for the numbers from 1. */
  readonly names?: readonly string[];
}

const second: Unit = { name: 'second', min: 0, max: 59 };
const minute: Unit = { name: 'minute', min: 0, max: 59 };
const hour: Unit = { name: 'hour', min: 0, max: 23 };
const monthDay: Unit = { name: 'day of month', min: 1, max: 31 };
const month: Unit = {
  name: 'month',
  min: 1,
  max: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const weekday: Unit = {
  name: 'day of week',
  min: 1,
  max: 7,
  names: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'],
};
const sunday = 7;

const macros: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 0 1 1 *'],
  ['@annually', '0 0 0 1 1 *'],
  ['@monthly', '0 0 0 1 * *'],
  ['@weekly', '0 0 0 * * 0'],
  ['@daily', '0 0 0 * * *'],
  ['@midnight', '0 0 0 * * *'],
  ['@hourly', '0 0 * * * *'],
]);

class InvalidCron extends Error {
  override readonly name = 'InvalidCron';
}

/**
 * Reads a cron expression with the six fields that Spring knows: second, minute, hour, day of month, month, day of week.
 * Where both days are given, both must hold. Undefined when it is none.
 */
export function parseCron(expression: string): Cron | undefined {
  const read = readCron(expression);
  return typeof read === 'string' ? undefined : read;
}

/** Why a text is no cron expression; undefined when it is one. */
export function problemOfCron(expression: string): string | undefined {
  const read = readCron(expression);
  return typeof read === 'string' ? read : undefined;
}

/** What it means, or why it means nothing. */
function readCron(expression: string): Cron | string {
  const trimmed = expression.trim();
  const fields = (macros.get(trimmed.toLowerCase()) ?? trimmed).split(' ').filter((field) => field !== '');
  const [seconds = '', minutes = '', hours = '', days = '', months = '', weekdays = ''] = fields;
  if (fields.length !== 6) {
    return `six fields are needed, second, minute, hour, day of month, month and day of week, not ${fields.length}`;
  }
  try {
    const isMonthDay = monthDayRule(days);
    const isWeekday = weekdayRule(named(weekdays, weekday));
    return {
      seconds: ascending(valuesOf(seconds, second)),
      minutes: ascending(valuesOf(minutes, minute)),
      hours: ascending(valuesOf(hours, hour)),
      months: valuesOf(named(months, month), month),
      isDay: (day) => isMonthDay(day) && isWeekday(day),
    };
  } catch (error) {
    if (error instanceof InvalidCron) return error.message;
    throw error;
  }
}

function monthDayRule(field: string): DayRule {
  return anyOf(field, /[LW]/, (part) => {
    if (part === 'L') return lastDay(0);
    if (part === 'LW') return lastWorkday;
    const [, distance] = /^L-(\d+)$/.exec(part) ?? [];
    if (distance !== undefined && Number(distance) > 0) return lastDay(Number(distance));
    const [, near] = /^(\+?\d+)W$/.exec(part) ?? [];
    if (near !== undefined) return workdayNearest(within(near, monthDay));
    if (/[LW]/.test(part)) throw invalid(part, monthDay);
    const days = valuesOf(part === '?' ? '*' : part, monthDay);
    return ({ day }) => days.has(day);
  });
}

function weekdayRule(field: string): DayRule {
  return anyOf(field, /[L#]/, (part) => {
    const [, last] = /^(\+?\d+)L$/.exec(part) ?? [];
    if (last !== undefined) return lastOfMonth(fromMonday(within(last, weekday)));
    const [, wanted, nth] = /^(\+?\d+)#(\+?\d+)$/.exec(part) ?? [];
    if (wanted !== undefined && Number(nth) > 0) {
      return nthOfMonth(fromMonday(within(wanted, weekday)), Number(nth));
    }
    if (/[L#]/.test(part)) throw invalid(part, weekday);
    const numbers = valuesOf(part === '?' ? '*' : part, weekday);
    const days = new Set([...numbers].map(fromMonday));
    return (day) => days.has(day.weekday);
  });
}

/** A list with something special in it is read part by part; in one without, `?` stands alone. */
function anyOf(field: string, special: RegExp, ruleOf: (part: string) => DayRule): DayRule {
  if (!special.test(field)) return ruleOf(field);
  const rules = field.split(',').map(ruleOf);
  return (day) => rules.some((rule) => rule(day));
}

/** Sunday is 0 or 7. */
function fromMonday(day: number): number {
  return day === 0 ? sunday : day;
}

function named(field: string, { names = [] }: Unit): string {
  return names.reduce((text, name, index) => text.replaceAll(name, String(index + 1)), field.toUpperCase());
}

/** The numbers of a list of `*`, `5`, `1-5`, each perhaps with a step: `5/15` goes on to the end. */
function valuesOf(field: string, unit: Unit): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const slash = part.indexOf('/');
    const range = slash === -1 ? part : part.slice(0, slash);
    const step = slash === -1 ? 1 : numberOf(part.slice(slash + 1), unit);
    if (step < 1) throw invalid(part, unit);
    const [low, high] = rangeOf(range, unit);
    const end = slash !== -1 && !range.includes('-') ? unit.max : high;
    for (let value = low; value <= end; value += step) values.add(value);
  }
  return values;
}

function rangeOf(range: string, unit: Unit): readonly [number, number] {
  if (range === '*') return [unit.min, unit.max];
  const hyphen = range.indexOf('-');
  if (hyphen === -1) {
    const value = within(range, unit);
    return [value, value];
  }
  const from = within(range.slice(0, hyphen), unit);
  const high = within(range.slice(hyphen + 1), unit);
  const low = unit === weekday && from === sunday ? 0 : from;
  if (low > high) throw invalid(range, unit);
  return [low, high];
}

function within(text: string, unit: Unit): number {
  const value = numberOf(text, unit);
  const isSunday = unit === weekday && value === 0;
  if (!isSunday && (value < unit.min || value > unit.max)) throw invalid(text, unit);
  return value;
}

function numberOf(text: string, unit: Unit): number {
  if (!/^\+?\d{1,9}$/.test(text)) throw invalid(text, unit);
  return Number(text);
}

function invalid(text: string, { name, min, max }: Unit): InvalidCron {
  return new InvalidCron(`'${text}' is no ${name} (${min} to ${max})`);
}

function ascending(values: ReadonlySet<number>): readonly number[] {
  return [...values].toSorted((a, b) => a - b);
}
