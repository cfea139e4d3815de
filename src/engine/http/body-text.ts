import { malformed } from './errors.ts';

/** Of these charsets Conductor's JSON parser finds out by itself which one a body is in. */
const unicode = /^(utf-?(8|16|32)|us-ascii)/;

/**
 * The text of a JSON body. It is UTF-8 or UTF-16, with or without a byte order mark, unless its content type names
 * another charset. Throws in the parser's words where it is not.
 */
export function jsonText(bytes: Uint8Array, charset: string | undefined): string {
  if (charset !== undefined && !unicode.test(charset)) return new TextDecoder(charset).decode(bytes);
  const encoding = detected(bytes);
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes);
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw malformed(`JSON parse error: ${describeInvalid(bytes)}`);
  }
}

/** The text of a body that is plain text: what is no text in its charset becomes a replacement character. */
export function plainText(bytes: Uint8Array, charset = 'utf-8'): string {
  return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON begins with an ASCII character, so that the zeros of its first two bytes tell. */
function detected([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0 && second !== 0 && second !== undefined) return 'utf-16be';
  return second === 0 && first !== 0 ? 'utf-16le' : 'utf-8';
}

/** Which byte is at fault. Called for bytes that are not UTF-8 only. */
function describeInvalid(bytes: Uint8Array): string {
  for (let at = 0; at < bytes.length;) {
    const start = bytes[at] ?? 0;
    const length = sequenceLength(start);
    if (length === 0) return `Invalid UTF-8 start byte 0x${start.toString(16)}`;
    const sequence = bytes.subarray(at, at + length);
    const middle = sequence.findIndex((byte, index) => index > 0 && (byte & 0xc0) !== 0x80);
    if (middle > 0) return `Invalid UTF-8 middle byte 0x${(sequence[middle] ?? 0).toString(16)}`;
    if (sequence.length < length) return 'Unexpected end-of-input in VALUE_STRING';
    if (!isUtf8(sequence)) return `Invalid UTF-8 middle byte 0x${(sequence[1] ?? 0).toString(16)}`;
    at += length;
  }
  return 'Invalid UTF-8';
}

/** How many bytes a character has that begins with this one; 0 when none does. */
function sequenceLength(start: number): number {
  if (start < 0x80) return 1;
  if (start >= 0xc2 && start < 0xe0) return 2;
  if (start >= 0xe0 && start < 0xf0) return 3;
  return start >= 0xf0 && start < 0xf5 ? 4 : 0;
}

/** Surrogates, overlong forms and what is beyond Unicode have the right bits, and are none. */
function isUtf8(sequence: Uint8Array): boolean {
  if (sequence.length < 3) return true;
  try {
    strictUtf8.decode(sequence);
    return true;
  } catch {
    return false;
  }
}
