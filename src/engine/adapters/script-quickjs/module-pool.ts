import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';

/** How many fresh modules stand by, about 1 MB each. A crash costs one, and loading the next takes some ten milliseconds. */
const SPARES = 3;

const PAGE_BYTES = 64 * 1024;

/** What a module starts with, and cannot do without. */
const INITIAL_PAGES = 256;

/** WebAssembly memory never shrinks; a module this large is worth replacing. */
const BLOATED_BYTES = 32 * 1024 * 1024;

/**
 * The WebAssembly module in use and its successors. Overrunning the host's own stack leaves a module broken for good,
 * and evaluation cannot wait for another to load, so some are always ready. The memory limit is the module's own:
 * QuickJS's limit counts allocations wrongly under WebAssembly and lets gigabytes pass.
 */
export class ModulePool {
  private readonly maximumPages: number;
  private readonly spares: QuickJSWASMModule[] = [];
  private current: QuickJSWASMModule | undefined;
  private loading = false;

  private constructor(memoryBytes: number) {
    this.maximumPages = Math.max(INITIAL_PAGES, Math.ceil(memoryBytes / PAGE_BYTES));
  }

  static async create(memoryBytes: number): Promise<ModulePool> {
    const pool = new ModulePool(memoryBytes);
    pool.current = await pool.load();
    await pool.fill();
    return pool;
  }

  /** Undefined while every spare is used up and none has loaded again. */
  get module(): QuickJSWASMModule | undefined {
    this.current ??= this.spares.shift();
    return this.current;
  }

  /** Whether scripts have used most of the memory there is. */
  get nearlyFull(): boolean {
    return this.usedBytes > this.maximumPages * PAGE_BYTES * 0.75;
  }

  /** Leaves the present module to the garbage collector and goes on with a fresh one. */
  retire(): void {
    this.current = undefined;
    this.refill();
  }

  /** Gives back the memory of a module that scripts have blown up, if another can take over at once. */
  relieve(): void {
    if (this.usedBytes > BLOATED_BYTES && this.spares.length > 0) this.retire();
  }

  private get usedBytes(): number {
    return this.current?.getWasmMemory().buffer.byteLength ?? 0;
  }

  private load(): Promise<QuickJSWASMModule> {
    const wasmMemory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: this.maximumPages });
    return newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory }));
  }

  private refill(): void {
    if (this.loading) return;
    this.loading = true;
    void this.fill().finally(() => {
      this.loading = false;
    });
  }

  private async fill(): Promise<void> {
    try {
      while (this.spares.length < SPARES) this.spares.push(await this.load());
    } catch {
      // The next retirement tries again; until then the modules at hand serve.
    }
  }
}
