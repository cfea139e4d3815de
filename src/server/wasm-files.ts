import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// The WebAssembly files of packages.

export function readQuickJs(): Promise<Uint8Array> {
  return read('@jitl/quickjs-wasmfile-release-sync/wasm');
}

export function readJq(): Promise<Uint8Array> {
  return read('jq-wasm/jq.wasm');
}

function read(name: string): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve(name)));
}
