import { PathSyntaxError } from './json-path-model.ts';

const OPENERS: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

/** A reading position in a text, with the few moves that path and filter syntax need. */
export class TextCursor {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The character here, or '' at the end. */
  get current(): string {
    return this.text.charAt(this.position);
  }

  startsWith(part: string): boolean {
    return this.text.startsWith(part, this.position);
  }

  skipBlanks(): void {
    while (this.current === ' ') this.position += 1;
  }

  /** Moves past `part` if it stands here. */
  accept(part: string): boolean {
    if (!this.startsWith(part)) return false;
    this.position += part.length;
    return true;
  }

  expect(part: string): void {
    if (!this.accept(part)) this.fail(`expected '${part}'`);
  }

  /** The longest run of characters from here that all pass `test`; moves past it. */
  takeWhile(test: (character: string) => boolean): string {
    const start = this.position;
    while (!this.atEnd && test(this.current)) this.position += 1;
    return this.text.slice(start, this.position);
  }

  /** Moves past a text in quotes that starts here and gives its content, escapes resolved. */
  takeQuoted(): string {
    const end = this.endOfQuoted(this.position);
    const content = this.text.slice(this.position + 1, end);
    this.position = end + 1;
    return unescapeText(content);
  }

  /** Moves past a bracket that starts here and gives what is inside, outer brackets not included. */
  takeBracketed(): string {
    const end = this.endOfBracketed(this.position);
    const content = this.text.slice(this.position + 1, end);
    this.position = end + 1;
    return content;
  }

  /** Moves past `/pattern/` and gives the pattern as written. */
  takePattern(): string {
    const end = this.endOfQuoted(this.position);
    const content = this.text.slice(this.position + 1, end);
    this.position = end + 1;
    return content;
  }

  fail(message: string): never {
    throw new PathSyntaxError(`${message} at position ${this.position} of '${this.text}'`);
  }

  private endOfQuoted(start: number): number {
    const quote = this.text.charAt(start);
    for (let at = start + 1; at < this.text.length; at += 1) {
      const character = this.text.charAt(at);
      if (character === '\\') at += 1;
      else if (character === quote) return at;
    }
    return this.fail(`${quote} is not closed`);
  }

  private endOfBracketed(start: number): number {
    const open = this.text.charAt(start);
    const close = OPENERS[open] ?? '';
    let depth = 0;
    for (let at = start; at < this.text.length; at += 1) {
      const character = this.text.charAt(at);
      if (character === "'" || character === '"') at = this.endOfQuoted(at);
      else if (character === open) depth += 1;
      else if (character === close && (depth -= 1) === 0) return at;
    }
    return this.fail(`${open} is not closed`);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_whole, code: string | undefined, plain: string) =>
      code === undefined ? (ESCAPES[plain] ?? plain) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
