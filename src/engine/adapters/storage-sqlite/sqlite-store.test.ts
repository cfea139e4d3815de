import { describeStore } from '../../testing/store-conformance.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();

describeStore({
  name: 'SQLite (in memory)',
  open: async () => openSqliteStore(':memory:'),
  lasting: false,
});

describeStore({
  name: 'SQLite (in a file)',
  open: async (place) => openSqliteStore(folder.file(`${place}/data.db`)),
  lasting: true,
});
