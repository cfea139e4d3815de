import jqAddress from 'jq-wasm/jq.wasm?url';
import { openIndexedDbStore } from '../../adapters/storage-indexeddb/indexeddb-store.ts';
import { describeCorpus } from './describe.ts';

const files = import.meta.glob<Readonly<Record<string, unknown>>>('./recordings/*.json', {
  eager: true,
  import: 'default',
});

let places = 0;

describeCorpus('IndexedDB', {
  open: () => {
    places += 1;
    return openIndexedDbStore(`corpus-${places}`);
  },
  jqModule: async () => new Uint8Array(await (await fetch(jqAddress)).arrayBuffer()),
  files,
});
