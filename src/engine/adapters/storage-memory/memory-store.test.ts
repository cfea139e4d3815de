import { describeStore } from '../../testing/store-conformance.ts';
import { createMemoryStore } from './memory-store.ts';

describeStore({ name: 'memory', open: async () => createMemoryStore(), lasting: false });
