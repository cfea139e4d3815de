import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { fuelOf, resetter } from '../metered-instance.ts';
import { metered } from '../metered-module.ts';

const PAGE_BYTES = 64 * 1024;

/** What QuickJS starts with, and cannot do without. */
const INITIAL_PAGES = 256;

/** What it needs to come up, before any script. */
const START_STEPS = 10_000_000;

/** WebAssembly memory never shrinks; an instance this large is worth replacing. */
const BLOATED_BYTES = 32 * 1024 * 1024;

/** Thrown through QuickJS, past whatever a script may catch, when its time is up. The instance is then to be reset. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Memory that knows whether the last request for more was refused. */
class LimitedMemory extends WebAssembly.Memory {
  isExhausted = false;

  override grow(pages: number): number {
    this.isExhausted = true;
    const before = super.grow(pages);
    this.isExhausted = false;
    return before;
  }
}

export interface QuickJsInstance {
  readonly quickJs: QuickJSWASMModule;
  readonly memory: LimitedMemory;
  /** How many turns of loops QuickJS's own code may take before it traps. */
  readonly fuel: WebAssembly.Global;
  /** Brings the instance to where it was before the first script. */
  readonly reset: () => void;
}

/**
 * QuickJS with a meter, and the instance of it that is in use. The memory limit is WebAssembly's: QuickJS's own counts
 * allocations wrongly under it and lets gigabytes pass.
 */
export class QuickJs {
  readonly #module: WebAssembly.Module;
  readonly #memoryBytes: number;
  #instance: QuickJsInstance;
  #isReplacing = false;

  private constructor(module: WebAssembly.Module, memoryBytes: number, instance: QuickJsInstance) {
    this.#module = module;
    this.#memoryBytes = memoryBytes;
    this.#instance = instance;
  }

  static async open(wasm: Uint8Array, memoryBytes: number): Promise<QuickJs> {
    const module = await WebAssembly.compile(metered(wasm, {}));
    return new QuickJs(module, memoryBytes, await open(module, memoryBytes));
  }

  get instance(): QuickJsInstance {
    return this.#instance;
  }

  /** Has another instance take over from one that scripts have blown up; until it is there, the present one serves. */
  async relieve(): Promise<void> {
    if (this.#isReplacing || this.#instance.memory.buffer.byteLength <= BLOATED_BYTES) return;
    this.#isReplacing = true;
    try {
      this.#instance = await open(this.#module, this.#memoryBytes);
    } catch {
      // The next script tries again.
    } finally {
      this.#isReplacing = false;
    }
  }
}

type Ffi = Awaited<ReturnType<typeof variant.importFFI>>;
type Glue = ConstructorParameters<Ffi>[0];

async function open(module: WebAssembly.Module, memoryBytes: number): Promise<QuickJsInstance> {
  const maximum = Math.max(INITIAL_PAGES, Math.ceil(memoryBytes / PAGE_BYTES));
  const memory = new LimitedMemory({ initial: INITIAL_PAGES, maximum });
  const opened = Promise.withResolvers<WebAssembly.Instance>();
  const loaded = Promise.withResolvers<Glue>();
  const ready = newVariant(variant, {
    wasmMemory: memory,
    emscriptenModule: {
      instantiateWasm(imports, onSuccess) {
        const instance = new WebAssembly.Instance(module, imports);
        fuelOf(instance).value = START_STEPS;
        opened.resolve(instance);
        onSuccess(instance);
        return instance.exports;
      },
    },
  });
  const quickJs = await newQuickJSWASMModuleFromVariant({
    ...ready,
    importFFI: async () => {
      const Ffi = await variant.importFFI();
      return class extends Ffi {
        constructor(glue: Glue) {
          super(glue);
          loaded.resolve(glue);
        }
      };
    },
  });
  throwInterrupts(await loaded.promise);
  const instance = await opened.promise;
  return { quickJs, memory, fuel: fuelOf(instance), reset: resetter(instance, memory) };
}

/**
 * A script that is interrupted as QuickJS does it still runs its `finally` blocks, and whatever they call: time enough
 * for hours. An error of the host's goes through all of QuickJS at once.
 */
function throwInterrupts(glue: Glue): void {
  const { shouldInterrupt } = glue.callbacks;
  glue.callbacks.shouldInterrupt = (...asked) => {
    if (shouldInterrupt(...asked) === 1) throw new Interrupted();
    return 0;
  };
}
