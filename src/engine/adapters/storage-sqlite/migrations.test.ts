import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { workflowDefSchema } from '#contract/index.ts';
import { createMemoryStore } from '../storage-memory/memory-store.ts';
import type { Change, Store } from '../../ports.ts';
import {
  aSearch,
  aTask,
  aTaskDef,
  aWorkflow,
  aWorkflowDef,
  putBody,
  putHandler,
  putTask,
  putWorkflow,
} from '../../testing/store/fixtures.ts';
import { contentsOf } from '../../testing/store/model.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();

const definition = workflowDefSchema.parse({
  name: 'order',
  tasks: [{ name: 'pay', taskReferenceName: 'pay_ref', type: 'SIMPLE' }],
});
const [step] = definition.tasks;
if (step === undefined) throw new Error('there is one step');

/** One of everything: running, ended, child, archived, with a step of the definition and with one of its own. */
const data: readonly Change[] = [
  putWorkflow(aWorkflow('w1')),
  putBody('w1', { definition, input: { text: `it's "quoted" \u0000 ü` } }),
  putTask(aTask('t1', 'w1', { workflowTask: step })),
  putTask(aTask('t2', 'w1', { seq: 2, status: 'COMPLETED', endTime: 3000 })),
  { kind: 'log.append', taskId: 't1', logs: [{ log: 'x', taskId: 't1', createdTime: 1 }] },
  putWorkflow(aWorkflow('w2', { status: 'FAILED', parentWorkflowId: 'w1' }), { classifier: 'agent' }),
  putBody('w2', { definition: { ...definition, version: 2 }, input: {} }),
  putTask(aTask('t3', 'w2', { status: 'FAILED', taskDefName: 'send' })),
  putWorkflow(aWorkflow('w3', { status: 'COMPLETED', correlationId: 'c' })),
  putBody('w3', { definition, input: {} }),
  putTask(aTask('t4', 'w3', { status: 'COMPLETED' })),
  { kind: 'workflow.delete', workflowId: 'w3', keepSummary: true },
  { kind: 'workflowDef.put', def: aWorkflowDef('order', 3) },
  { kind: 'taskDef.put', def: aTaskDef('pay') },
];

type Older = 1 | 2 | 3 | 4;

/** How each version of the tables is made of the next one, with the data that a program of that time would have left. */
const backwards: Readonly<Record<Older, (db: DatabaseSync) => void>> = {
  4: (db) =>
    db.exec(`
      DROP INDEX workflow_by_key;
      ALTER TABLE workflow DROP COLUMN workflow_key;
      DROP INDEX workflow_body_by_key;
      ALTER TABLE workflow_body DROP COLUMN workflow_key;
      DROP INDEX task_by_key;
      DROP INDEX task_by_workflow;
      ALTER TABLE task DROP COLUMN task_key;
      ALTER TABLE task DROP COLUMN workflow_key;
      DROP INDEX task_log_by_task;
      ALTER TABLE task_log DROP COLUMN task_key;
      CREATE INDEX task_log_by_task ON task_log (task_id);
      PRAGMA user_version = 4`),
  3: (db) => db.exec('DROP TABLE tally; PRAGMA user_version = 3'),
  2: (db) => {
    const kept = new Map(
      db
        .prepare('SELECT row, definition FROM definition')
        .all()
        .map((row) => [row['row'], String(row['definition'])]),
    );
    const bodies = db.prepare('SELECT workflow_id, definition, body FROM workflow_body').all();
    for (const { workflow_id: id, definition: row, body } of bodies) {
      const whole = `{"definition":${kept.get(row ?? null)},${String(body).slice(1)}`;
      db.prepare('UPDATE workflow_body SET body = ? WHERE workflow_id = ?').run(whole, id ?? null);
    }
    const tasks = db
      .prepare('SELECT row, model FROM task WHERE definition IS NOT NULL AND model IS NOT NULL')
      .all();
    for (const { row, model } of tasks) {
      const whole = `{"workflowTask":${JSON.stringify(step)},${String(model).slice(1)}`;
      db.prepare('UPDATE task SET model = ? WHERE row = ?').run(whole, row ?? null);
    }
    db.exec(`
      DROP TABLE definition;
      DROP INDEX workflow_body_by_definition;
      ALTER TABLE workflow_body DROP COLUMN definition;
      ALTER TABLE task DROP COLUMN definition;
      ALTER TABLE task DROP COLUMN step;
      PRAGMA user_version = 2`);
  },
  1: (db) => db.exec('DROP TABLE document; PRAGMA user_version = 1'),
};

let files = 0;

async function fileOfVersion(version: Older): Promise<string> {
  files += 1;
  const file = folder.file(`${files}-version-${version}.db`);
  const store = openSqliteStore(file);
  await store.commit(data);
  if (version > 1) await store.commit([putHandler('a')]);
  await store.close();
  const db = new DatabaseSync(file);
  for (const older of [4, 3, 2, 1] as const) if (older >= version) backwards[older](db);
  db.close();
  return file;
}

async function readAll(store: Store): Promise<unknown> {
  const defs = [await store.workflowDefs(), await store.taskDefs(), await store.workflowDefStubs()];
  const texts = [];
  for (const freeText of ['agent', 'quoted', 'FAILED'])
    texts.push(await store.searchWorkflows(aSearch({ freeText })));
  return { ...Object(await contentsOf(store)), defs, texts };
}

describe('data of an older version', () => {
  it.each([1, 2, 3, 4] as const)('DU17 is all there after opening: version %i', async (version) => {
    const file = await fileOfVersion(version);
    const model = createMemoryStore();
    await model.commit(data);
    if (version > 1) await model.commit([putHandler('a')]);
    for (let round = 0; round < 2; round += 1) {
      const store = openSqliteStore(file);
      expect(await readAll(store)).toEqual(await readAll(model));
      await store.close();
    }
  });

  it.each([1, 2, 3, 4] as const)('DU17 goes on beside new data: version %i', async (version) => {
    const file = await fileOfVersion(version);
    const model = createMemoryStore();
    await model.commit(data);
    if (version > 1) await model.commit([putHandler('a')]);
    const later: Change[][] = [
      [
        putWorkflow(aWorkflow('w1', { status: 'COMPLETED', endTime: 9 })),
        putTask(aTask('t1', 'w1', { workflowTask: step, status: 'COMPLETED' })),
      ],
      [
        putBody('w2', { definition, input: { again: true } }),
        putTask(aTask('t3', 'w2', { workflowTask: step })),
      ],
      [putHandler('b'), { kind: 'workflow.delete', workflowId: 'w1', keepSummary: false }],
      [
        { kind: 'workflow.delete', workflowId: 'w3', keepSummary: false },
        putWorkflow(aWorkflow('w3')),
        putBody('w3'),
      ],
    ];
    for (const changes of later) {
      const store = openSqliteStore(file);
      await Promise.all([store.commit(changes), model.commit(changes)]);
      expect(await readAll(store)).toEqual(await readAll(model));
      await store.close();
    }
  });

  it('DU17 is left as it was when bringing it to the present version fails', async () => {
    const file = await fileOfVersion(3);
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE tally (other TEXT); ');
    db.close();
    expect(() => openSqliteStore(file)).toThrow(
      `Cannot open the data in ${file}: table tally already exists.`,
    );
    const again = new DatabaseSync(file);
    expect(again.prepare('PRAGMA user_version').get()).toEqual({ user_version: 3 });
    again.exec('DROP TABLE tally');
    again.close();
    const store = openSqliteStore(file);
    expect((await store.searchWorkflows(aSearch())).total).toBe(3);
    await store.close();
  });
});
