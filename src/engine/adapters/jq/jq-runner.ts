import { loadJq, type Jq } from 'jq-wasm';
import type { JqResult, JqRunner } from '../../ports.ts';
import { fuelOf, resetter } from '../metered-instance.ts';
import { metered } from '../metered-module.ts';

export interface JqLimits {
  /** How many turns of a loop, in jq's own code, one query may take: some 50 to 100 million a second. */
  readonly steps: number;
  readonly memoryBytes: number;
}

const DEFAULT_LIMITS: JqLimits = { steps: 150_000_000, memoryBytes: 128 * 1024 * 1024 };

const PAGE_BYTES = 64 * 1024;

/** The stack that jq is compiled with. It does not watch itself: beyond lie jq's own variables. */
const STACK_BYTES = 1024 * 1024;

/** What jq needs to come up, before any query. */
const START_STEPS = 10_000_000;

/** WebAssembly memory never shrinks; an instance this large is worth replacing. */
const BLOATED_BYTES = 48 * 1024 * 1024;

export const OUT_OF_STEPS = 'Query not evaluated within the steps it may take, interrupted.';

const OUT_OF_MEMORY = 'Query needs more memory than it may have, interrupted.';

export interface MeteredJq extends JqRunner {
  /** As `run`, with other steps. */
  runWithin(steps: number, query: string, input: unknown): JqResult;
}

interface Instance {
  readonly jq: Jq;
  readonly fuel: WebAssembly.Global;
  readonly memory: WebAssembly.Memory;
  /** Brings memory and globals to where they were before the first query. */
  readonly reset: () => void;
}

/**
 * Queries in jq itself, compiled to WebAssembly: the same in Node and in a browser's worker. `wasm` is the file
 * `jq-wasm/jq.wasm`. A query costs about a millisecond; it has no files, no network and an environment of its own.
 */
export async function createJqRunner(wasm: Uint8Array, limits: Partial<JqLimits> = {}): Promise<MeteredJq> {
  const { steps, memoryBytes } = { ...DEFAULT_LIMITS, ...limits };
  const module = await WebAssembly.compile(
    metered(wasm, { pages: Math.ceil(memoryBytes / PAGE_BYTES), stackBytes: STACK_BYTES }),
  );
  const runner = new Runner(module, await open(module));
  return {
    run: (query, input) => runner.run(query, input, steps),
    runWithin: (others, query, input) => runner.run(query, input, others),
  };
}

class Runner {
  readonly #module: WebAssembly.Module;
  #instance: Instance;
  #isReplacing = false;

  constructor(module: WebAssembly.Module, instance: Instance) {
    this.#module = module;
    this.#instance = instance;
  }

  run(query: string, input: unknown, steps: number): JqResult {
    const { jq, fuel, memory, reset } = this.#instance;
    fuel.value = steps;
    try {
      // A blank in front: what begins with a hyphen would be an option.
      const { stdout, stderr, exitCode } = jq.raw(toText(input), ` ${query}`, ['-c']);
      if (exitCode !== 0) return failed(meaning(stderr));
      return {
        ok: true,
        values: stdout
          .split('\n')
          .filter((line) => line !== '')
          .map(parse),
      };
    } catch {
      // It trapped, and may have stopped anywhere. Another instance is not at hand before the event loop turns.
      const isOutOfSteps = fuel.value === 0;
      reset();
      void this.#replace();
      return failed(isOutOfSteps ? OUT_OF_STEPS : OUT_OF_MEMORY);
    } finally {
      if (memory.buffer.byteLength > BLOATED_BYTES) void this.#replace();
    }
  }

  /** Loads another instance; until it is there, and when it cannot be had, the present one serves. */
  async #replace(): Promise<void> {
    if (this.#isReplacing) return;
    this.#isReplacing = true;
    try {
      this.#instance = await open(this.#module);
    } catch {
      // The next occasion tries again.
    } finally {
      this.#isReplacing = false;
    }
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
  return { jq, fuel: fuelOf(instance), memory, reset: resetter(instance, memory) };
}

/**
 * jq prefixes its messages with its own name and where it stood in the input, and counts compile errors at the end. The
 * two commonest are put as Conductor's jq puts them.
 */
function meaning(stderr: string): string {
  return stderr
    .replace(/^jq: error(?: \(at [^)]*\))?(?: \(not a string\))?: ?/, '')
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
  return /e\+?\d{3}|\d{300}/i.test(line) ? JSON.parse(line, finite) : value;
}

/** jq writes a number beyond all doubles as it was given, unless it has reckoned with it: then as the largest one. */
function finite(_key: string, value: unknown): unknown {
  if (value === Infinity) return Number.MAX_VALUE;
  return value === -Infinity ? -Number.MAX_VALUE : value;
}
