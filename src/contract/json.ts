/** A number that a double cannot hold takes an exponent of three digits, or as many digits as that. */
const mayHoldTooGreat = /\d{200}|[eE]\+?\d{3}/;

/**
 * JSON as Conductor keeps it: a number beyond the range of a double is its name as a text, `Infinity` or `-Infinity`.
 * Throws a SyntaxError where the text is no JSON.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isTooGreat(value)) return String(value);
  nameTooGreat(value, text);
  return value;
}

/** Puts their names in the places of the numbers beyond the range of a double, in what was read of a text. */
export function nameTooGreat(value: unknown, text: string): void {
  if (!mayHoldTooGreat.test(text)) return;
  const holders: unknown[] = [value];
  for (let holder = holders.pop(); holder !== undefined; holder = holders.pop()) {
    if (typeof holder !== 'object' || holder === null) continue;
    for (const [key, member] of Object.entries(holder)) {
      if (isTooGreat(member)) Reflect.set(holder, key, String(member));
      else if (typeof member === 'object') holders.push(member);
    }
  }
}

function isTooGreat(value: unknown): boolean {
  return value === Infinity || value === -Infinity;
}
