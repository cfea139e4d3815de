import { isRecord } from './values.ts';

/** A value as Java's `String.valueOf` writes it: `null`, `{a=1, b=[x, y]}`, `1.5`, text as it is. */
export function toJavaString(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return numberToJavaString(value);
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'undefined':
    case 'function':
    case 'symbol':
      return 'null';
    case 'object':
      return objectToJavaString(value);
  }
}

function objectToJavaString(value: object | null): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(toJavaString).join(', ')}]`;
  if (!isRecord(value)) return 'null';
  const entries = Object.keys(value).map((key) => `${key}=${toJavaString(value[key])}`);
  return `{${entries.join(', ')}}`;
}

/**
 * JavaScript cannot tell 1.0 from 1, so whole numbers in the range of a Java long print as a long would;
 * everything else prints as a double, in scientific notation outside 0.001 … 10,000,000.
 */
function numberToJavaString(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return BigInt(value).toString();
  if (!Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
