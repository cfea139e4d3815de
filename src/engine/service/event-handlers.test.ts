import { expect, it } from 'vitest';
import { eventHandlerSchema, type EventHandler } from '#contract/index.ts';
import { createMemoryStore } from '../adapters/storage-memory/memory-store.ts';
import { recordingStore } from '../testing/recording-store.ts';
import { EventHandlers } from './event-handlers.ts';

function handler(name: string, fields: Readonly<Record<string, unknown>> = {}): EventHandler {
  return eventHandlerSchema.parse({
    name,
    event: 'conductor:e',
    active: true,
    actions: [{ action: 'start_workflow', start_workflow: { name: 'w' } }],
    ...fields,
  });
}

async function open() {
  const store = recordingStore(createMemoryStore());
  return { store, handlers: await EventHandlers.open(store) };
}

const namesOf = (handlers: readonly EventHandler[]) => handlers.map(({ name }) => name);

it('EH1 names are each taken once, however many ask for one at the same time', async () => {
  const { handlers } = await open();
  const asked = await Promise.allSettled([1, 2, 3].map(() => handlers.register(handler('a'))));
  expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  await Promise.all([handlers.remove('a'), handlers.register(handler('a', { active: false }))]);
  expect(handlers.listeners('conductor:e')).toEqual([]);
  expect(namesOf(await handlers.handlers())).toEqual(['a']);
});

it('EH1 what could not be stored has not taken place', async () => {
  const { store, handlers } = await open();
  store.failNext();
  await expect(handlers.register(handler('a'))).rejects.toThrow('the disk is full');
  expect(await handlers.handlers()).toEqual([]);
  await handlers.register(handler('a'));
  store.failNext();
  await expect(handlers.update(handler('a', { event: 'conductor:other' }))).rejects.toThrow(
    'the disk is full',
  );
  store.failNext();
  await expect(handlers.remove('a')).rejects.toThrow('the disk is full');
  expect(namesOf(handlers.listeners('conductor:e'))).toEqual(['a']);
});

it('EH2 listeners come by name, and follow what is changed', async () => {
  const { store, handlers } = await open();
  for (const name of ['b', '__proto__', 'a', 'constructor']) await handlers.register(handler(name));
  expect(namesOf(handlers.listeners('conductor:e'))).toEqual(['__proto__', 'a', 'b', 'constructor']);
  await handlers.update(handler('a', { event: 'conductor:other' }));
  await handlers.update(handler('b', { active: false }));
  await handlers.remove('__proto__');
  expect(namesOf(handlers.listeners('conductor:e'))).toEqual(['constructor']);
  expect(namesOf(handlers.listeners('conductor:e', false))).toEqual(['b', 'constructor']);
  expect(namesOf(handlers.listeners('conductor:other'))).toEqual(['a']);
  expect(handlers.listeners('conductor:')).toEqual([]);
  expect(await (await EventHandlers.open(store)).handlers()).toEqual(await handlers.handlers());
});
