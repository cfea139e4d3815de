import { FUEL, STATE } from './metered-module.ts';

const PAGE_BYTES = 64 * 1024;

/** The counter of an instance of a metered module. */
export function fuelOf({ exports }: WebAssembly.Instance): WebAssembly.Global {
  const fuel = exports[FUEL];
  if (fuel instanceof WebAssembly.Global) return fuel;
  throw new Error('The WebAssembly module is not metered');
}

/**
 * Remembers the memory and the globals of an instance of a metered module as they are now. What this gives brings them
 * back, whatever stopped the instance and wherever; memory that has grown stays so.
 */
export function resetter({ exports }: WebAssembly.Instance, memory: WebAssembly.Memory): () => void {
  const pages = usedPages(memory);
  const globals = Object.entries(exports).flatMap(([name, value]) =>
    name.startsWith(STATE) && value instanceof WebAssembly.Global
      ? [{ global: value, atFirst: value.value }]
      : [],
  );
  return () => {
    const bytes = new Uint8Array(memory.buffer);
    bytes.fill(0);
    for (const { at, content } of pages) bytes.set(content, at);
    for (const { global, atFirst } of globals) if (global.value !== atFirst) global.value = atFirst;
  };
}

/** Most of what an instance begins with is empty: the room for its stack and its heap. */
function usedPages({
  buffer,
}: WebAssembly.Memory): readonly { readonly at: number; readonly content: Uint8Array }[] {
  const pages = [];
  for (let at = 0; at < buffer.byteLength; at += PAGE_BYTES) {
    if (isUsed(new Uint32Array(buffer, at, PAGE_BYTES / 4))) {
      pages.push({ at, content: new Uint8Array(buffer, at, PAGE_BYTES).slice() });
    }
  }
  return pages;
}

function isUsed(words: Uint32Array): boolean {
  for (let at = 0; at < words.length; at += 1) if (words[at] !== 0) return true;
  return false;
}
