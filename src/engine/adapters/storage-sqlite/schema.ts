import type { DatabaseSync } from 'node:sqlite';
import { idKeyOf } from './id-key.ts';

/** Marks a database file as this program's own ("CdUI" in ASCII). */
const applicationId = 0x43645549;

/**
 * How to come from each version of the tables to the next: the first step makes version 1 of an empty file.
 * Steps that were ever released never change; new ones are added at the end.
 *
 * Rows of workflow and task hold the summary beside the model, so that a change of an execution touches one row.
 * `row` grows with every new execution and so keeps the order of first storing. An archived one has no model.
 * Large columns come last, so that a scan need not read them to reach the others. Indexes by time start with it and
 * go on with what is counted or filtered together with it.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE workflow (
    row INTEGER PRIMARY KEY,
    workflow_id TEXT NOT NULL UNIQUE,
    workflow_type TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    start_time INTEGER NOT NULL,
    update_time INTEGER NOT NULL,
    end_time INTEGER NOT NULL,
    correlation_id TEXT NOT NULL,
    parent_workflow_id TEXT NOT NULL,
    classifier TEXT NOT NULL,
    summary TEXT NOT NULL,
    model TEXT
  ) STRICT;
  CREATE INDEX workflow_by_time ON workflow (start_time, parent_workflow_id, classifier);
  CREATE INDEX workflow_by_status ON workflow (status, start_time);
  CREATE INDEX workflow_by_name ON workflow (workflow_type, status, start_time, parent_workflow_id, classifier);
  CREATE INDEX workflow_by_update ON workflow (update_time);
  CREATE INDEX workflow_by_end ON workflow (end_time);
  CREATE INDEX workflow_by_correlation ON workflow (correlation_id) WHERE correlation_id <> '';
  CREATE INDEX workflow_by_parent ON workflow (parent_workflow_id) WHERE parent_workflow_id <> '';

  CREATE TABLE workflow_body (
    workflow_id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE task (
    row INTEGER PRIMARY KEY,
    task_id TEXT NOT NULL UNIQUE,
    workflow_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    workflow_type TEXT NOT NULL,
    task_type TEXT NOT NULL,
    task_def_name TEXT NOT NULL,
    status TEXT NOT NULL,
    scheduled_time INTEGER NOT NULL,
    start_time INTEGER NOT NULL,
    update_time INTEGER NOT NULL,
    end_time INTEGER NOT NULL,
    correlation_id TEXT NOT NULL,
    summary TEXT NOT NULL,
    model TEXT
  ) STRICT;
  CREATE INDEX task_by_workflow ON task (workflow_id, seq);
  CREATE INDEX task_by_time ON task (scheduled_time);
  CREATE INDEX task_by_status ON task (status, scheduled_time);
  CREATE INDEX task_by_name ON task (task_def_name, status, scheduled_time);
  CREATE INDEX task_by_type ON task (task_type, scheduled_time);
  CREATE INDEX task_by_update ON task (update_time);

  CREATE TABLE task_log (
    row INTEGER PRIMARY KEY,
    task_id TEXT NOT NULL,
    log TEXT NOT NULL
  ) STRICT;
  CREATE INDEX task_log_by_task ON task_log (task_id);

  CREATE TABLE workflow_def (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    create_time INTEGER NOT NULL,
    update_time INTEGER NOT NULL,
    def TEXT NOT NULL,
    PRIMARY KEY (name, version)
  ) STRICT;

  CREATE TABLE task_def (
    name TEXT NOT NULL PRIMARY KEY,
    def TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE document (
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (collection, key)
  ) STRICT;
  `,
  // What was stored before stays as it is: a body and tasks that hold everything themselves.
  `
  CREATE TABLE definition (
    row INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    definition TEXT NOT NULL
  ) STRICT;
  ALTER TABLE workflow_body ADD COLUMN definition INTEGER;
  CREATE INDEX workflow_body_by_definition ON workflow_body (definition) WHERE definition IS NOT NULL;
  ALTER TABLE task ADD COLUMN definition INTEGER;
  ALTER TABLE task ADD COLUMN step TEXT;
  `,
  `
  CREATE TABLE tally (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    child INTEGER NOT NULL,
    classifier TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, name, status, child, classifier)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO tally
    SELECT 'workflow', workflow_type, status, parent_workflow_id <> '', classifier, count(*)
    FROM workflow GROUP BY 2, 3, 4, 5;
  INSERT INTO tally SELECT 'task', task_def_name, status, 0, '', count(*) FROM task GROUP BY 2, 3;
  `,
  // Found by the key of their ids (see id-key.ts). Tables are made anew, as a UNIQUE column cannot be had otherwise.
  `
  CREATE TABLE new_workflow (
    row INTEGER PRIMARY KEY,
    workflow_id TEXT NOT NULL,
    workflow_key TEXT AS (${idKeyOf('workflow_id')}),
    workflow_type TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    start_time INTEGER NOT NULL,
    update_time INTEGER NOT NULL,
    end_time INTEGER NOT NULL,
    correlation_id TEXT NOT NULL,
    parent_workflow_id TEXT NOT NULL,
    classifier TEXT NOT NULL,
    summary TEXT NOT NULL,
    model TEXT
  ) STRICT;
  INSERT INTO new_workflow SELECT * FROM workflow;
  DROP TABLE workflow;
  ALTER TABLE new_workflow RENAME TO workflow;
  CREATE UNIQUE INDEX workflow_by_key ON workflow (workflow_key);
  CREATE INDEX workflow_by_time ON workflow (start_time, parent_workflow_id, classifier);
  CREATE INDEX workflow_by_status ON workflow (status, start_time);
  CREATE INDEX workflow_by_name ON workflow (workflow_type, status, start_time, parent_workflow_id, classifier);
  CREATE INDEX workflow_by_update ON workflow (update_time);
  CREATE INDEX workflow_by_end ON workflow (end_time);
  CREATE INDEX workflow_by_correlation ON workflow (correlation_id) WHERE correlation_id <> '';
  CREATE INDEX workflow_by_parent ON workflow (parent_workflow_id) WHERE parent_workflow_id <> '';

  CREATE TABLE new_workflow_body (
    row INTEGER PRIMARY KEY,
    workflow_id TEXT NOT NULL,
    workflow_key TEXT AS (${idKeyOf('workflow_id')}),
    body TEXT NOT NULL,
    definition INTEGER
  ) STRICT;
  INSERT INTO new_workflow_body (workflow_id, body, definition) SELECT workflow_id, body, definition FROM workflow_body;
  DROP TABLE workflow_body;
  ALTER TABLE new_workflow_body RENAME TO workflow_body;
  CREATE UNIQUE INDEX workflow_body_by_key ON workflow_body (workflow_key);
  CREATE INDEX workflow_body_by_definition ON workflow_body (definition) WHERE definition IS NOT NULL;

  CREATE TABLE new_task (
    row INTEGER PRIMARY KEY,
    task_id TEXT NOT NULL,
    task_key TEXT AS (${idKeyOf('task_id')}),
    workflow_id TEXT NOT NULL,
    workflow_key TEXT AS (${idKeyOf('workflow_id')}),
    seq INTEGER NOT NULL,
    workflow_type TEXT NOT NULL,
    task_type TEXT NOT NULL,
    task_def_name TEXT NOT NULL,
    status TEXT NOT NULL,
    scheduled_time INTEGER NOT NULL,
    start_time INTEGER NOT NULL,
    update_time INTEGER NOT NULL,
    end_time INTEGER NOT NULL,
    correlation_id TEXT NOT NULL,
    summary TEXT NOT NULL,
    model TEXT,
    definition INTEGER,
    step TEXT
  ) STRICT;
  INSERT INTO new_task SELECT * FROM task;
  DROP TABLE task;
  ALTER TABLE new_task RENAME TO task;
  CREATE UNIQUE INDEX task_by_key ON task (task_key);
  CREATE INDEX task_by_workflow ON task (workflow_key, seq);
  CREATE INDEX task_by_time ON task (scheduled_time);
  CREATE INDEX task_by_status ON task (status, scheduled_time);
  CREATE INDEX task_by_name ON task (task_def_name, status, scheduled_time);
  CREATE INDEX task_by_type ON task (task_type, scheduled_time);
  CREATE INDEX task_by_update ON task (update_time);

  ALTER TABLE task_log ADD COLUMN task_key TEXT AS (${idKeyOf('task_id')});
  DROP INDEX task_log_by_task;
  CREATE INDEX task_log_by_task ON task_log (task_key);
  `,
];

/** Throws when the file is another program's, or was written by a newer version of this one. Changes nothing. */
export function checkIdentity(db: DatabaseSync): void {
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (isEmpty) return;
  if (pragma(db, 'application_id') !== applicationId)
    throw new Error('it is a database of another program. Choose another data folder');
  const version = pragma(db, 'user_version');
  if (version > migrations.length)
    throw new Error(
      `a newer version of this program wrote it (data version ${version}, this one knows ${migrations.length}). ` +
        'Use that version, or choose another data folder',
    );
}

/** Brings the tables to the present version, or leaves them as they are. */
export function migrate(db: DatabaseSync): void {
  const version = pragma(db, 'user_version');
  const steps = migrations.slice(version);
  if (steps.length === 0) return;
  // Whoever makes tables anew fills a write-ahead log with all of their data, a rollback journal with little.
  if (version > 0) db.exec('PRAGMA journal_mode = DELETE');
  db.exec(`
    BEGIN;
    ${steps.join('')}
    PRAGMA user_version = ${migrations.length};
    PRAGMA application_id = ${applicationId};
    COMMIT;
  `);
}

function pragma(db: DatabaseSync, name: 'user_version' | 'application_id'): number {
  const value = db.prepare(`PRAGMA ${name}`).get()?.[name];
  if (typeof value !== 'number') throw new Error(`PRAGMA ${name} gave no number`);
  return value;
}
