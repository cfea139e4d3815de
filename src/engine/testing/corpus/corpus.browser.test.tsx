import { openIndexedDbStore } from '../../adapters/storage-indexeddb/indexeddb-store.ts';
import { describeCorpus } from './describe.ts';

const files = import.meta.glob<Readonly<Record<string, unknown>>>('./recordings/*.json', {
  eager: true,
  import: 'default',
});

let places = 0;

describeCorpus(
  'IndexedDB',
  () => {
    places += 1;
    return openIndexedDbStore(`corpus-${places}`);
  },
  files,
);
