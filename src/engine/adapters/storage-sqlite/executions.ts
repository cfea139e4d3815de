import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import {
  isTaskTerminal,
  isWorkflowTerminal,
  knownTaskStatuses,
  knownWorkflowStatuses,
  type TaskExecLog,
  type TaskSummary,
  type WorkflowSummary,
} from '#contract/index.ts';
import type { StoredWorkflow, TaskModel, WorkflowBody, WorkflowModel } from '../../model.ts';
import type { Page, SearchField, SearchRequest } from '../../ports.ts';
import { classifierOf, taskSearch, valuesOf, workflowSearch } from '../summary-search.ts';
import { idKeyOf } from './id-key.ts';
import { KeptDefinitions } from './kept-definitions.ts';
import { searchTable } from './search.ts';
import { taskTable, workflowTable, type SearchTable } from './search-tables.ts';
import { stored, storedList } from './stored.ts';
import { SummaryRows } from './summary-rows.ts';
import { Tally } from './tally.ts';

const steadyOfWorkflow: readonly SearchField[] = [
  'workflowType',
  'version',
  'startTime',
  'correlationId',
  'parentWorkflowId',
  'classifier',
  'endTime',
];
const movingOfWorkflow: readonly SearchField[] = ['updateTime'];
const steadyOfTask: readonly SearchField[] = [
  'workflowId',
  'workflowType',
  'taskType',
  'taskDefName',
  'scheduledTime',
  'correlationId',
];
const movingOfTask: readonly SearchField[] = ['startTime', 'updateTime', 'endTime'];

export interface OpenWorkflow {
  readonly workflow: WorkflowModel;
  readonly openTasks: readonly TaskModel[];
}

/** Executions, their tasks and logs in the tables. Writes expect a transaction around them. */
export class Executions {
  readonly #db: DatabaseSync;
  readonly #kept: KeptDefinitions;
  readonly #workflowTally: Tally;
  readonly #taskTally: Tally;
  readonly #workflowRows: SummaryRows;
  readonly #taskRows: SummaryRows;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#statements = prepare(db);
    this.#kept = new KeptDefinitions(db);
    this.#workflowTally = new Tally(db, workflowTable);
    this.#taskTally = new Tally(db, taskTable);
    this.#workflowRows = new SummaryRows(db, workflowTable, this.#workflowTally, {
      id: 'workflow_id',
      key: 'workflow_key',
      steady: columnNames(workflowTable, steadyOfWorkflow),
      moving: columnNames(workflowTable, movingOfWorkflow),
    });
    this.#taskRows = new SummaryRows(db, taskTable, this.#taskTally, {
      id: 'task_id',
      key: 'task_key',
      steady: [...columnNames(taskTable, steadyOfTask), 'seq'],
      moving: [...columnNames(taskTable, movingOfTask), 'definition', 'step'],
    });
  }

  /** The commit under way is done. */
  committed(): void {
    for (const tally of this.#tallies) tally.keep();
  }

  /** The commit under way was undone. */
  undone(): void {
    for (const tally of this.#tallies) tally.drop();
    this.#forget();
  }

  /** The transaction is about to end. */
  writeTallies(): void {
    for (const tally of this.#tallies) tally.write();
  }

  /** Several commits were undone. */
  reset(): void {
    for (const tally of this.#tallies) tally.reset();
    this.#forget();
  }

  #forget(): void {
    this.#kept.forget();
    this.#workflowRows.forgetAll();
    this.#taskRows.forgetAll();
  }

  get #tallies(): readonly Tally[] {
    return [this.#workflowTally, this.#taskTally];
  }

  putWorkflow(workflow: WorkflowModel, summary: WorkflowSummary): void {
    this.#workflowRows.put({
      id: workflow.workflowId,
      group: {
        name: summary.workflowType,
        status: workflow.status,
        child: (summary.parentWorkflowId ?? '') !== '',
        classifier: classifierOf(summary),
      },
      steady: valuesOf(workflowSearch, steadyOfWorkflow, summary),
      moving: valuesOf(workflowSearch, movingOfWorkflow, summary),
      summary: JSON.stringify(summary),
      model: JSON.stringify(workflow),
    });
  }

  putBody(workflowId: string, body: WorkflowBody): void {
    const { definition, ...rest } = body;
    const row = this.#kept.keep(definition);
    const json = JSON.stringify(rest);
    if (this.#statements.addBody.run(workflowId, row, json).changes > 0) return;
    const before = this.#statements.definitionOf.get(workflowId)?.['definition'];
    this.#statements.replaceBody.run(workflowId, row, json);
    if (typeof before === 'number' && before !== row) this.#kept.release(before);
  }

  putTask(task: TaskModel, summary: TaskSummary): void {
    const place = this.#kept.placeOf(task.workflowTask);
    this.#taskRows.put({
      id: task.taskId,
      group: { name: summary.taskDefName, status: task.status, child: false, classifier: '' },
      steady: [...valuesOf(taskSearch, steadyOfTask, summary), task.seq],
      moving: [
        ...valuesOf(taskSearch, movingOfTask, summary),
        place?.definition ?? null,
        place?.step ?? null,
      ],
      summary: JSON.stringify(summary),
      model: JSON.stringify(place === undefined ? task : { ...task, workflowTask: undefined }),
    });
  }

  appendLogs(taskId: string, logs: readonly TaskExecLog[]): void {
    for (const log of logs) this.#statements.addLog.run(taskId, JSON.stringify(log));
  }

  deleteWorkflow(workflowId: string, keepSummary: boolean): void {
    const { deleteBody, deleteLogsOf, archive, archiveTasks, deleteRow, deleteTaskRows } = this.#statements;
    deleteLogsOf.run(workflowId);
    const definition = deleteBody.get(workflowId)?.['definition'];
    if (keepSummary) {
      archive.run(workflowId);
      archiveTasks.run(workflowId);
    } else {
      this.#workflowRows.removed(deleteRow.all(workflowId));
      this.#taskRows.removed(deleteTaskRows.all(workflowId));
    }
    if (typeof definition === 'number') this.#kept.release(definition);
  }

  deleteTask(taskId: string): void {
    this.#statements.deleteLogs.run(taskId);
    this.#taskRows.removed(this.#statements.deleteTaskRow.all(taskId));
  }

  workflow(workflowId: string): StoredWorkflow | undefined {
    const workflow = this.workflowModel(workflowId);
    const body = this.#body(workflowId);
    if (workflow === undefined || body === undefined) return undefined;
    return { workflow, body, tasks: this.#statements.tasksOf.all(workflowId).map((row) => this.#task(row)) };
  }

  workflowModel(workflowId: string): WorkflowModel | undefined {
    return stored(this.#statements.workflow.get(workflowId)?.['model']) as WorkflowModel | undefined;
  }

  task(taskId: string): TaskModel | undefined {
    const row = this.#statements.task.get(taskId);
    return row === undefined ? undefined : this.#task(row);
  }

  taskLogs(taskId: string): readonly TaskExecLog[] {
    return storedList<TaskExecLog>(this.#statements.logs, 'log', taskId);
  }

  openWorkflows(): readonly OpenWorkflow[] {
    const openTasks = this.#statements.openTasks.all().map((row) => this.#task(row));
    const tasks = Map.groupBy(openTasks, ({ workflowInstanceId }) => workflowInstanceId);
    return storedList<WorkflowModel>(this.#statements.openWorkflows, 'model').map((workflow) => ({
      workflow,
      openTasks: tasks.get(workflow.workflowId) ?? [],
    }));
  }

  searchWorkflows(request: SearchRequest): Page<WorkflowSummary> {
    const { total, summaries } = searchTable(this.#db, workflowTable, this.#workflowTally, request);
    return { total, results: summaries.map((json) => stored(json) as WorkflowSummary) };
  }

  searchTasks(request: SearchRequest): Page<TaskSummary> {
    const { total, summaries } = searchTable(this.#db, taskTable, this.#taskTally, request);
    return { total, results: summaries.map((json) => stored(json) as TaskSummary) };
  }

  #body(workflowId: string): WorkflowBody | undefined {
    const row = this.#statements.body.get(workflowId);
    if (row === undefined) return undefined;
    const body = stored(row['body']) as WorkflowBody;
    const { definition } = row;
    return typeof definition === 'number' ? { ...body, definition: this.#kept.definition(definition) } : body;
  }

  #task(row: Record<string, SQLOutputValue>): TaskModel {
    const task = stored(row['model']) as TaskModel;
    const { definition, step } = row;
    if (typeof definition !== 'number' || typeof step !== 'string') return task;
    return { ...task, workflowTask: this.#kept.step({ definition, step }) };
  }
}

function prepare(db: DatabaseSync) {
  const isWorkflow = `workflow_key = ${idKeyOf('?1')}`;
  const isTask = `task_key = ${idKeyOf('?1')}`;
  const openWorkflow = quoted(knownWorkflowStatuses.filter((status) => !isWorkflowTerminal(status)));
  const openTask = quoted(knownTaskStatuses.filter((status) => !isTaskTerminal(status)));
  return {
    addBody: db.prepare(
      'INSERT INTO workflow_body (workflow_id, definition, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    definitionOf: db.prepare(`SELECT definition FROM workflow_body WHERE ${isWorkflow}`),
    replaceBody: db.prepare(`UPDATE workflow_body SET definition = ?2, body = ?3 WHERE ${isWorkflow}`),
    addLog: db.prepare('INSERT INTO task_log (task_id, log) VALUES (?, ?)'),
    deleteBody: db.prepare(`DELETE FROM workflow_body WHERE ${isWorkflow} RETURNING definition`),
    deleteLogs: db.prepare(`DELETE FROM task_log WHERE ${isTask}`),
    deleteLogsOf: db.prepare(
      `DELETE FROM task_log WHERE task_key IN (SELECT task_key FROM task WHERE ${isWorkflow})`,
    ),
    archive: db.prepare(`UPDATE workflow SET model = NULL WHERE ${isWorkflow}`),
    archiveTasks: db.prepare(`UPDATE task SET model = NULL WHERE ${isWorkflow}`),
    deleteRow: db.prepare(
      `DELETE FROM workflow WHERE ${isWorkflow} RETURNING workflow_id AS id, ${workflowTable.groupColumns}`,
    ),
    deleteTaskRows: db.prepare(
      `DELETE FROM task WHERE ${isWorkflow} RETURNING task_id AS id, ${taskTable.groupColumns}`,
    ),
    deleteTaskRow: db.prepare(
      `DELETE FROM task WHERE ${isTask} RETURNING task_id AS id, ${taskTable.groupColumns}`,
    ),
    workflow: db.prepare(`SELECT model FROM workflow WHERE ${isWorkflow}`),
    body: db.prepare(`SELECT definition, body FROM workflow_body WHERE ${isWorkflow}`),
    task: db.prepare(`SELECT model, definition, step FROM task WHERE ${isTask} AND model IS NOT NULL`),
    tasksOf: db.prepare(
      `SELECT model, definition, step FROM task WHERE ${isWorkflow} AND model IS NOT NULL ORDER BY seq, row`,
    ),
    logs: db.prepare(`SELECT log FROM task_log WHERE ${isTask} ORDER BY row`),
    openWorkflows: db.prepare(
      `SELECT model FROM workflow WHERE status IN (${openWorkflow}) AND model IS NOT NULL ORDER BY row`,
    ),
    openTasks: db.prepare(
      `SELECT model, definition, step FROM task WHERE status IN (${openTask}) AND model IS NOT NULL ORDER BY seq, row`,
    ),
  };
}

function quoted(statuses: readonly string[]): string {
  return statuses.map((status) => `'${status}'`).join(', ');
}

function columnNames(table: SearchTable, fields: readonly SearchField[]): string[] {
  return fields.map((field) => table.columns.get(field)?.name ?? field);
}
