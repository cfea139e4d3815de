import { isJsonObject } from '#contract/index.ts';
import { ExactNumber } from '#lib/json.ts';

/** Whether two parsed JSON values say the same. The order of keys does not matter. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (left instanceof ExactNumber) return right instanceof ExactNumber && left.text === right.text;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameJson(item, right[index]))
    );
  }
  if (!isJsonObject(left) || !isJsonObject(right) || right instanceof ExactNumber) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  );
}

/** The known value if the new one says the same: what has not changed keeps its identity. */
export function keepIfSame<T>(known: T, next: T): T {
  return sameJson(known, next) ? known : next;
}
