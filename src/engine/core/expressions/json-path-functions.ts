import { toJavaString } from './java-string.ts';
import { isList, isRecord } from './values.ts';

/** The value of `name(…)` called on `value`; undefined when there is none: no such function, an average of nothing. */
export function callFunction(name: string, value: unknown, given: readonly unknown[]): unknown {
  switch (name) {
    case 'length':
    case 'size':
      return lengthOf(given.length > 0 ? given[0] : value);
    case 'keys':
      return isRecord(value) ? Object.keys(value) : null;
    case 'sum':
    case 'min':
    case 'max':
    case 'avg':
    case 'stddev':
      return aggregate(name, [...numbersOf(value), ...numbersOf(given.flat())]);
    case 'concat':
      return [...textsOf(value), ...given.flat().map(toJavaString)].join('');
    case 'append':
      return isList(value) ? [...value, ...given] : value;
    case 'first':
      return isList(value) ? value[0] : undefined;
    case 'last':
      return isList(value) ? value.at(-1) : undefined;
    case 'index':
      return isList(value) && typeof given[0] === 'number' ? value.at(given[0]) : undefined;
    default:
      return undefined;
  }
}

function lengthOf(value: unknown): number | null {
  if (isList(value)) return value.length;
  return isRecord(value) ? Object.keys(value).length : null;
}

function numbersOf(value: unknown): readonly number[] {
  return isList(value) ? value.filter((item) => typeof item === 'number') : [];
}

function textsOf(value: unknown): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

function aggregate(
  name: 'sum' | 'min' | 'max' | 'avg' | 'stddev',
  numbers: readonly number[],
): number | undefined {
  if (numbers.length === 0) return undefined;
  const sum = numbers.reduce((total, number) => total + number, 0);
  const average = sum / numbers.length;
  switch (name) {
    case 'sum':
      return sum;
    case 'min':
      return numbers.reduce((least, number) => Math.min(least, number));
    case 'max':
      return numbers.reduce((most, number) => Math.max(most, number));
    case 'avg':
      return average;
    case 'stddev': {
      const squares = numbers.reduce((total, number) => total + number * number, 0);
      return Math.sqrt(squares / numbers.length - average * average);
    }
  }
}
