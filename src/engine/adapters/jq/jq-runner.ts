import { loadJq, type Jq } from 'jq-wasm';
import type { JqResult, JqRunner } from '../../ports.ts';
import { FUEL, metered } from './metered-module.ts';

export interface JqLimits {
  /** How many turns of a loop, in jq's own code, one query may take: some 50 to 100 million a second. */
  readonly steps: number;
  readonly memoryBytes: number;
}

const DEFAULT_LIMITS: JqLimits = { steps: 150_000_000, memoryBytes: 128 * 1024 * 1024 };

const PAGE_BYTES = 64 * 1024;

/** What jq needs to come up, before any query. */
const START_STEPS = 10_000_000;

/** Instances that stand by for one that a query has broken. Another one takes some ten milliseconds. */
const SPARES = 2;

/** WebAssembly memory never shrinks; an instance this large is worth replacing. */
const BLOATED_BYTES = 48 * 1024 * 1024;

interface Instance {
  readonly jq: Jq;
  readonly fuel: WebAssembly.Global;
  readonly memory: WebAssembly.Memory;
}

/**
 * Queries in jq itself, compiled to WebAssembly: the same in Node and in a browser's worker. `wasm` is the file
 * `jq-wasm/jq.wasm`. A query costs about a millisecond; it has no files, no network and an environment of its own.
 */
export async function createJqRunner(wasm: Uint8Array, limits: Partial<JqLimits> = {}): Promise<JqRunner> {
  const { steps, memoryBytes } = { ...DEFAULT_LIMITS, ...limits };
  const module = await WebAssembly.compile(metered(wasm, Math.ceil(memoryBytes / PAGE_BYTES)));
  const pool = new Pool(module);
  await pool.fill();
  return { run: (query, input) => pool.run(query, input, steps) };
}

class Pool {
  readonly #module: WebAssembly.Module;
  readonly #instances: Instance[] = [];
  #isFilling = false;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  async fill(): Promise<void> {
    while (this.#instances.length <= SPARES) this.#instances.push(await open(this.#module));
  }

  run(query: string, input: unknown, steps: number): JqResult {
    const [instance] = this.#instances;
    if (instance === undefined) return failed('jq is restarting');
    instance.fuel.value = steps;
    try {
      // A blank in front: what begins with a hyphen would be an option.
      const { stdout, stderr, exitCode } = instance.jq.raw(toText(input), ` ${query}`, ['-c']);
      if (exitCode !== 0) return failed(meaning(stderr));
      return {
        ok: true,
        values: stdout
          .split('\n')
          .filter((line) => line !== '')
          .map(parse),
      };
    } catch {
      // It trapped, and may have stopped anywhere.
      const isOutOfSteps = instance.fuel.value === 0;
      this.#retire();
      return failed(
        isOutOfSteps
          ? 'Query not evaluated within the steps it may take, interrupted.'
          : 'Query needs more memory than it may have, interrupted.',
      );
    } finally {
      if (instance.memory.buffer.byteLength > BLOATED_BYTES && this.#instances[0] === instance)
        this.#retire();
    }
  }

  #retire(): void {
    this.#instances.shift();
    if (this.#isFilling) return;
    this.#isFilling = true;
    // When that fails, the next one to retire tries again; until then those at hand serve.
    void this.fill()
      .catch(() => undefined)
      .finally(() => {
        this.#isFilling = false;
      });
  }
}

async function open(module: WebAssembly.Module): Promise<Instance> {
  const opened = Promise.withResolvers<WebAssembly.Instance>();
  const jq = await loadJq({
    instantiateWasm: (imports, onSuccess) => {
      const instance = new WebAssembly.Instance(module, imports);
      fuelOf(instance).value = START_STEPS;
      opened.resolve(instance);
      onSuccess(instance, module);
    },
  });
  const instance = await opened.promise;
  const memory = Object.values(instance.exports).find((each) => each instanceof WebAssembly.Memory);
  if (memory === undefined) throw new Error('jq.wasm exports no memory');
  return { jq, fuel: fuelOf(instance), memory };
}

function fuelOf(instance: WebAssembly.Instance): WebAssembly.Global {
  const fuel = instance.exports[FUEL];
  if (fuel instanceof WebAssembly.Global) return fuel;
  throw new Error('jq.wasm is not metered');
}

/**
 * jq prefixes its messages with its own name and where it stood in the input, and counts compile errors at the end. The
 * two commonest are put as Conductor's jq puts them.
 */
function meaning(stderr: string): string {
  return stderr
    .replace(/^jq: error(?: \(at [^)]*\))?(?: \(not a string\))?: /, '')
    .replace(/\njq: \d+ compile errors?\s*$/, '')
    .replace(/^(Cannot index \w+ with string) \((".*")\)$/s, '$1 $2')
    .replace(/^(\w+\/\d+) is not defined at [^]*$/, 'Function $1 does not exist')
    .trim();
}

function failed(message: string): JqResult {
  return { ok: false, message };
}

function toText(input: unknown): string {
  return JSON.stringify(input) ?? 'null';
}

function parse(line: string): unknown {
  const value: unknown = JSON.parse(line);
  return value;
}
