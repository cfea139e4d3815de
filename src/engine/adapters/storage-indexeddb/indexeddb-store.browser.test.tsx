import { describeStore } from '../../testing/store-conformance.ts';
import { openIndexedDbStore } from './indexeddb-store.ts';

describeStore({ name: 'IndexedDB (in the browser)', open: openIndexedDbStore, lasting: true });
