import { describe, expect, it } from 'vitest';
import type { WorkflowDef, WorkflowTask } from '#contract/index.ts';
import { workflowDefSchema } from '#contract/index.ts';
import {
  aTask,
  aWorkflow,
  brokenChange,
  putBody,
  putTask,
  putWorkflow,
} from '../../testing/store/fixtures.ts';
import { KeptDefinitions } from './kept-definitions.ts';
import { openDatabase } from './open-database.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();

function definition(): WorkflowDef {
  const step = { name: 'b', taskReferenceName: 'b_ref', type: 'SIMPLE' };
  const fork = { name: 'f', taskReferenceName: 'f_ref', type: 'FORK_JOIN', forkTasks: [[step]] };
  return workflowDefSchema.parse({ name: 'order', tasks: [fork] });
}

function inner(def: WorkflowDef): WorkflowTask {
  const task = def.tasks[0]?.forkTasks[0]?.[0];
  if (task === undefined) throw new Error('the definition has another shape');
  return task;
}

describe('kept definitions', () => {
  it('are stored once, whichever object says the same', () => {
    const db = openDatabase(':memory:');
    const kept = new KeptDefinitions(db);
    const row = kept.keep(definition());
    expect(kept.keep(definition())).toBe(row);
    expect(kept.keep({ ...definition(), description: 'another' })).not.toBe(row);
    expect(db.prepare('SELECT count(*) AS count FROM definition').get()?.['count']).toBe(2);
  });

  it('know their steps by identity, and give them back', () => {
    const db = openDatabase(':memory:');
    const first = new KeptDefinitions(db);
    const def = definition();
    const row = first.keep(def);
    expect(first.placeOf(inner(def))).toEqual({ definition: row, step: 'b_ref' });
    expect(first.placeOf(inner(definition()))).toBeUndefined();
    const later = new KeptDefinitions(db);
    expect(later.definition(row)).toEqual(def);
    const step = later.step({ definition: row, step: 'b_ref' });
    expect(step).toEqual(inner(def));
    expect(later.placeOf(step)).toEqual({ definition: row, step: 'b_ref' });
    expect(later.keep(later.definition(row))).toBe(row);
  });

  it('that nobody has any more are deleted, and kept anew when they come again', () => {
    const db = openDatabase(':memory:');
    const kept = new KeptDefinitions(db);
    const def = definition();
    const row = kept.keep(def);
    db.exec(`INSERT INTO workflow_body (workflow_id, definition, body) VALUES ('w', ${row}, '{}')`);
    kept.release(row);
    expect(kept.definition(row)).toEqual(def);
    db.exec('DELETE FROM workflow_body');
    kept.release(row);
    expect(() => kept.definition(row)).toThrow('There is no kept definition');
    expect(kept.definition(kept.keep(def))).toEqual(def);
  });
});

describe('kept definitions after a release', () => {
  it('remember all others', () => {
    const db = openDatabase(':memory:');
    const kept = new KeptDefinitions(db);
    const [gone, stays] = [definition(), { ...definition(), version: 2 }];
    const row = kept.keep(gone);
    const other = kept.keep(stays);
    kept.release(row);
    expect(kept.placeOf(inner(gone))).toBeUndefined();
    db.exec('DELETE FROM definition');
    expect(kept.keep(stays)).toBe(other);
    expect(kept.definition(other)).toBe(stays);
  });

  it('take no other one for the one that is gone, though its number was the last', () => {
    const db = openDatabase(':memory:');
    const kept = new KeptDefinitions(db);
    const gone = { ...definition(), tasks: definition().tasks.slice() };
    const equal = structuredClone(gone);
    const row = kept.keep(gone);
    expect(kept.keep(equal)).toBe(row);
    kept.release(row);
    const other = { ...definition(), version: 2 };
    expect(kept.keep(other)).not.toBe(row);
    for (const same of [gone, equal]) {
      expect(kept.placeOf(inner(same))).toBeUndefined();
      expect(kept.definition(kept.keep(same)).version).toBe(1);
      expect(kept.step(kept.placeOf(inner(same)) ?? { definition: -1, step: '' })).toEqual(inner(gone));
    }
  });
});

describe('executions of one definition', () => {
  it('share it and its steps, and outlive each other', async () => {
    const store = openSqliteStore(':memory:');
    const body = { definition: definition(), input: { a: 1 } };
    const task = aTask('t1', 'w1', { workflowTask: inner(body.definition) });
    const other = aTask('t2', 'w2', { workflowTask: inner(body.definition) });
    await store.commit([putWorkflow(aWorkflow('w1')), putBody('w1', body), putTask(task)]);
    await store.commit([putWorkflow(aWorkflow('w2')), putBody('w2', body), putTask(other)]);
    const one = await store.workflow('w1');
    const two = await store.workflow('w2');
    expect(one).toEqual({ workflow: aWorkflow('w1'), body, tasks: [task] });
    expect(one?.body.definition).toBe(two?.body.definition);
    expect(two?.tasks[0]?.workflowTask).toBe(inner(two?.body.definition ?? definition()));
    await store.commit([{ kind: 'workflow.delete', workflowId: 'w1', keepSummary: true }]);
    expect(await store.task('t1')).toBeUndefined();
    expect(await store.task('t2')).toEqual(other);
    await store.commit([{ kind: 'workflow.delete', workflowId: 'w2', keepSummary: false }]);
    await store.commit([putWorkflow(aWorkflow('w3')), putBody('w3', body)]);
    expect((await store.workflow('w3'))?.body).toEqual(body);
    await store.close();
  });

  it('share it also when it has taken the place of one that nobody has any more', async () => {
    const file = folder.file('replaced');
    const store = openSqliteStore(file);
    await store.commit([
      putWorkflow(aWorkflow('w1')),
      putBody('w1', { definition: definition(), input: {} }),
    ]);
    const body = { definition: { ...definition(), version: 2 }, input: {} };
    const task = aTask('t1', 'w1', { workflowTask: inner(body.definition) });
    await store.commit([putBody('w1', body), putTask(task)]);
    expect(await store.task('t1')).toEqual(task);
    await store.close();
    const db = openDatabase(file);
    expect(db.prepare('SELECT row FROM definition').all()).toEqual(
      db.prepare('SELECT definition AS row FROM task').all(),
    );
    db.close();
  });

  it('are not led astray by a commit that was undone, nor by another definition', async () => {
    const store = openSqliteStore(':memory:');
    const body = { definition: definition(), input: {} };
    const start = (id: string) => [putWorkflow(aWorkflow(id)), putBody(id, body)];
    await expect(store.commit([...start('w1'), brokenChange])).rejects.toThrow('broken');
    await store.commit(start('w2'));
    expect((await store.workflow('w2'))?.body).toEqual(body);
    const replaced = { definition: { ...definition(), version: 2 }, input: {} };
    await store.commit([putBody('w2', replaced)]);
    expect((await store.workflow('w2'))?.body).toEqual(replaced);
    await store.commit(start('w3'));
    expect((await store.workflow('w3'))?.body).toEqual(body);
    await store.close();
  });
});
