/**
 * WebAssembly has no way to stop a function from outside. So a module is rewritten before it is compiled: every loop
 * first takes one unit off a counter, and traps once there is none left. What a loop-free piece of code can do is bounded
 * anyway, recursion by the stack.
 */

/** The name under which the counter, a mutable i32, is exported. */
export const FUEL = 'fuel';

/** What the names begin with under which the module's own globals are exported: with its memory, all that it is made of. */
export const STATE = 'state:';

const section = { imports: 2, memory: 5, globals: 6, exports: 7, code: 10 } as const;
const kindOfGlobal = 3;

export interface Bounds {
  /** Of 64 kB of memory; one that the module imports is bounded by whoever gives it. */
  readonly pages?: number;
  /** How far its first global, which compilers make the stack pointer, may fall: below is other data. */
  readonly stackBytes?: number;
}

/** The same module with the counter, and within bounds. Throws on what it cannot read. */
export function metered(module: Uint8Array, { pages = 0, stackBytes }: Bounds): Uint8Array<ArrayBuffer> {
  const reader = new Reader(module);
  const written = new Writer();
  written.bytes(reader.take(8));
  let imported = 0;
  let fuel = 0;
  let guard: Guard | undefined;
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const content = new Reader(reader.take(reader.number()));
    switch (id) {
      case section.imports:
        imported = countImportedGlobals(new Reader(content.rest()));
        fuel = imported;
        written.section(id, content.rest());
        break;
      case section.memory:
        written.section(id, boundedMemory(content, pages));
        break;
      case section.globals: {
        const count = content.number();
        fuel += count;
        if (stackBytes !== undefined)
          guard = { stackPointer: imported, lowest: firstI32(content) - stackBytes };
        // i32, mutable, at first 0.
        written.section(id, [...encode(count + 1), ...content.rest(), 0x7f, 1, 0x41, 0, 0x0b]);
        break;
      }
      case section.exports: {
        const count = content.number();
        const own = Array.from({ length: fuel - imported }, (_, at) =>
          globalExport(`${STATE}${at}`, imported + at),
        );
        const added = [globalExport(FUEL, fuel), ...own];
        written.section(id, [...encode(count + added.length), ...content.rest(), ...added.flat()]);
        break;
      }
      case section.code:
        written.section(id, meteredCode(content, fuel, guard));
        break;
      default:
        written.section(id, content.rest());
    }
  }
  return written.result();
}

interface Guard {
  readonly stackPointer: number;
  readonly lowest: number;
}

/** What the first of the globals begins with, which has to be a mutable i32. */
function firstI32(globals: Reader): number {
  const first = new Reader(globals.rest());
  if (first.byte() !== 0x7f || first.byte() !== 1 || first.byte() !== 0x41)
    throw unreadable('another first global than a stack pointer');
  return first.number();
}

function globalExport(name: string, index: number): number[] {
  const text = new TextEncoder().encode(name);
  return [text.length, ...text, kindOfGlobal, ...encode(index)];
}

function countImportedGlobals(imports: Reader): number {
  let globals = 0;
  for (let left = imports.number(); left > 0; left -= 1) {
    imports.take(imports.number());
    imports.take(imports.number());
    const kind = imports.byte();
    switch (kind) {
      case 0: // function
        imports.number();
        break;
      case 2: // memory, whose first bit says whether it has a maximum
        if ((imports.byte() & 1) === 1) imports.number();
        imports.number();
        break;
      case kindOfGlobal:
        globals += 1;
        imports.take(2);
        break;
      default:
        throw unreadable(`an import of kind ${kind}`);
    }
  }
  return globals;
}

function boundedMemory(memory: Reader, maximumPages: number): number[] {
  const count = memory.number();
  memory.byte();
  const pages = memory.number();
  if (count !== 1) throw unreadable(`${count} memories`);
  return [1, 1, ...encode(pages), ...encode(Math.max(pages, maximumPages))];
}

function meteredCode(code: Reader, fuel: number, guard: Guard | undefined): Uint8Array {
  const index = encode(fuel);
  // if fuel = 0 then trap; fuel = fuel - 1
  const toll = [0x23, ...index, 0x45, 0x04, 0x40, 0x00, 0x0b, 0x23, ...index, 0x41, 1, 0x6b, 0x24, ...index];
  // if stack pointer < lowest then trap
  const check =
    guard === undefined
      ? []
      : [0x23, ...encode(guard.stackPointer), 0x41, ...signed(guard.lowest), 0x48, 0x04, 0x40, 0x00, 0x0b];
  const written = new Writer();
  const functions = code.number();
  written.bytes(encode(functions));
  for (let left = functions; left > 0; left -= 1) {
    const body = new Reader(code.take(code.number()));
    for (let groups = body.number(); groups > 0; groups -= 1) {
      body.number();
      body.byte();
    }
    const copy = new Writer();
    let copied = 0;
    while (!body.isAtEnd) {
      const before = body.at;
      const added = skipInstruction(body) ? toll : setsGlobal(body, before, guard?.stackPointer) ? check : [];
      if (added.length === 0) continue;
      copy.bytes(body.between(copied, body.at));
      copy.bytes(added);
      copied = body.at;
    }
    copy.bytes(body.between(copied, body.at));
    const result = copy.result();
    written.bytes(encode(result.length));
    written.bytes(result);
  }
  return written.result();
}

/** Whether the instruction that was passed over stores into this global. */
function setsGlobal(body: Reader, start: number, global: number | undefined): boolean {
  return body.byteAt(start) === 0x24 && new Reader(body.between(start + 1, body.at)).number() === global;
}

/** Passes over one instruction with what belongs to it, and says whether it begins a loop. */
function skipInstruction(body: Reader): boolean {
  const code = body.byte();
  switch (code) {
    case 0x03: // loop
      body.number();
      return true;
    case 0x0e: // br_table
      for (let left = body.number(); left >= 0; left -= 1) body.number();
      return false;
    case 0x1c: // select of a type
      body.take(body.number());
      return false;
    case 0x43: // f32.const
      body.take(4);
      return false;
    case 0x44: // f64.const
      body.take(8);
      return false;
    case 0xfc: {
      const extended = body.number();
      const numbers = extendedNumbers[extended];
      if (numbers === undefined) throw unreadable(`instruction 0xfc ${extended}`);
      for (let left = numbers; left > 0; left -= 1) body.number();
      return false;
    }
  }
  for (let left = numbersAfter(code); left > 0; left -= 1) body.number();
  return false;
}

/** How many numbers follow the instructions after 0xfc: conversions, then those on memory and tables as a whole. */
const extendedNumbers = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** How many numbers follow an instruction. */
function numbersAfter(code: number): number {
  if (code === 0x11 || code === 0x13) return 2; // indirect calls
  if (code >= 0x28 && code <= 0x3e) return 2; // loads and stores
  if (code === 0x02 || code === 0x04) return 1; // block, if
  if (code === 0x0c || code === 0x0d || code === 0x10 || code === 0x12) return 1; // br, br_if, calls
  if (code >= 0x20 && code <= 0x26) return 1; // variables and tables
  if (code >= 0x3f && code <= 0x42) return 1; // memory size, i32.const, i64.const
  if (code === 0xd0 || code === 0xd2) return 1; // ref.null, ref.func
  if (code === 0x00 || code === 0x01 || code === 0x05 || code === 0x0b || code === 0x0f) return 0;
  if (code === 0x1a || code === 0x1b || code === 0xd1) return 0;
  if (code >= 0x45 && code <= 0xc4) return 0; // arithmetic
  throw unreadable(`instruction 0x${code.toString(16)}`);
}

function unreadable(what: string): Error {
  return new Error(`Cannot meter a WebAssembly module with ${what}`);
}

/** LEB128, unsigned. */
function encode(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left > 0x7f; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  bytes.push(left);
  return bytes;
}

/** LEB128 of a number that may be read as signed, and is not negative. */
function signed(value: number): number[] {
  const bytes = encode(value);
  const last = bytes.at(-1) ?? 0;
  return last < 0x40 ? bytes : [...bytes.slice(0, -1), last | 0x80, 0];
}

class Reader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.at];
    if (byte === undefined) throw unreadable('too few bytes');
    this.at += 1;
    return byte;
  }

  byteAt(position: number): number | undefined {
    return this.#bytes[position];
  }

  /** LEB128; of signed numbers and of those beyond 32 bits only the length is right. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  take(length: number): Uint8Array {
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  rest(): Uint8Array {
    return this.#bytes.subarray(this.at);
  }

  between(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start, end);
  }
}

class Writer {
  #buffer = new Uint8Array(1024);
  #length = 0;

  bytes(bytes: ArrayLike<number>): void {
    const length = this.#length + bytes.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#buffer.length));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }

  section(id: number, content: ArrayLike<number>): void {
    this.bytes([id, ...encode(content.length)]);
    this.bytes(content);
  }

  result(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }
}
