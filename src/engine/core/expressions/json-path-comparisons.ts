import { RE2JS } from 're2js';
import type { Comparison } from './json-path-model.ts';
import { isList, isRecord } from './values.ts';

/** Whether a filter's comparison holds. A definite path without a value counts as null. */
export function compareValues(left: unknown, comparison: Comparison, right: unknown): boolean {
  switch (comparison) {
    case '==':
      return areEqual(left, right);
    case '!=':
      return !areEqual(left, right);
    case '===':
      return kindOf(left) === kindOf(right) && areEqual(left, right);
    case '!==':
      return !(kindOf(left) === kindOf(right) && areEqual(left, right));
    case '<':
      return order(left, right, (difference) => difference < 0);
    case '<=':
      return order(left, right, (difference) => difference <= 0);
    case '>':
      return order(left, right, (difference) => difference > 0);
    case '>=':
      return order(left, right, (difference) => difference >= 0);
    case '=~':
      return matches(left, right);
    case 'in':
      return isList(right) && includes(right, left);
    case 'nin':
      return isList(right) && !includes(right, left);
    case 'subsetof':
      return isList(left) && isList(right) && left.every((item) => includes(right, item));
    case 'anyof':
      return isList(left) && isList(right) && left.some((item) => includes(right, item));
    case 'noneof':
      return isList(left) && isList(right) && !left.some((item) => includes(right, item));
    case 'all':
      return isList(left) && isList(right) && right.every((item) => includes(left, item));
    case 'contains':
      return contains(left, right);
    case 'size':
      return (isList(left) || typeof left === 'string') && left.length === right;
    case 'empty':
      return isEmpty(left) === right;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return isList(value) ? 'list' : typeof value;
}

/** A number and a text are equal when the text is that number. */
function areEqual(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'string') return right !== '' && Number(right) === left;
  if (typeof left === 'string' && typeof right === 'number') return left === String(right);
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, at) => areEqual(item, right[at]));
  }
  if (isRecord(left) && isRecord(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && areEqual(left[name], right[name]))
    );
  }
  return left === right;
}

function order(left: unknown, right: unknown, accept: (difference: number) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return accept(left - right);
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  if (left === right) return accept(0);
  return accept(left < right ? -1 : 1);
}

function matches(left: unknown, right: unknown): boolean {
  if (!(right instanceof RE2JS)) return false;
  const isScalar = typeof left === 'string' || typeof left === 'number' || typeof left === 'boolean';
  return right.matches(isScalar ? String(left) : '');
}

function includes(list: readonly unknown[], value: unknown): boolean {
  return list.some((item) => areEqual(value, item));
}

function contains(left: unknown, right: unknown): boolean {
  if (typeof left === 'string') return typeof right === 'string' && left.includes(right);
  return isList(left) && includes(left, right);
}

function isEmpty(value: unknown): boolean | undefined {
  if (typeof value === 'string' || isList(value)) return value.length === 0;
  return isRecord(value) ? Object.keys(value).length === 0 : undefined;
}
