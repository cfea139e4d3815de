/**
 * A number of a payload that a JavaScript number cannot hold: a 64-bit id, a long decimal.
 * It keeps the text it was sent as, and is written back as that text.
 */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): unknown {
    return rawJson === undefined ? Number(this.text) : rawJson(this.text);
  }
}

type RawJson = (text: string) => unknown;

// JSON.rawJSON and the reviver's third argument are newer than the language level the types describe.
const rawJson = (JSON as { rawJSON?: RawJson }).rawJSON?.bind(JSON);

interface ReviverContext {
  readonly source?: string;
}

// Most payloads have no such number; only those that might pay for the slow parse. An id in quotes is none, though `7e21`
// may be a part of it.
const longNumeral = /(?:^|[\s:,[])-?\d(?:[\d.]{15,}|[\d.]*[eE][+-]?\d{2,})/;

function survives(source: string): boolean {
  const value = Number(source);
  if (!Number.isFinite(value)) return false;
  if (/^-?\d+$/.test(source)) return Number.isSafeInteger(value);
  return significantDigits(source) <= 17;
}

function significantDigits(source: string): number {
  return source
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '').length;
}

/** Parses JSON; a number that would be rounded becomes an ExactNumber. Throws SyntaxError as JSON.parse does. */
export function parseJson(text: string): unknown {
  if (!longNumeral.test(text)) return JSON.parse(text);
  const revive = (_key: string, value: unknown, context?: ReviverContext): unknown =>
    typeof value === 'number' && context?.source !== undefined && !survives(context.source)
      ? new ExactNumber(context.source)
      : value;
  return JSON.parse(text, revive);
}

/** JSON text of a value, exact numbers included; undefined becomes an empty text. */
export function formatJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent) ?? '';
}
