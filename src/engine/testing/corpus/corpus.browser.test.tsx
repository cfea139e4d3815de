import quickJsAddress from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import jqAddress from 'jq-wasm/jq.wasm?url';
import { openIndexedDbStore } from '../../adapters/storage-indexeddb/indexeddb-store.ts';
import { describeCorpus, type ModuleName } from './describe.ts';

const files = import.meta.glob<Readonly<Record<string, unknown>>>('./recordings/*.json', {
  eager: true,
  import: 'default',
});

const addresses: Readonly<Record<ModuleName, string>> = {
  '@jitl/quickjs-wasmfile-release-sync/wasm': quickJsAddress,
  'jq-wasm/jq.wasm': jqAddress,
};

let places = 0;

describeCorpus('IndexedDB', {
  open: () => {
    places += 1;
    return openIndexedDbStore(`corpus-${places}`);
  },
  moduleOf: async (name) => new Uint8Array(await (await fetch(addresses[name])).arrayBuffer()),
  files,
});
