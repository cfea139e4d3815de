import type { TaskSummary, WorkflowSummary } from '#contract/index.ts';
import type { SearchField } from '../../ports.ts';
import { taskSearch, workflowSearch, type Searchable } from '../summary-search.ts';

export interface SearchColumn {
  readonly name: string;
  readonly type: 'text' | 'number';
  /** The column of the keys of these ids (see id-key.ts), which is indexed in their stead. */
  readonly key?: string;
}

/** How one kind of summary lies in its table, and which indexes answer what. */
export interface SearchTable {
  readonly table: 'workflow' | 'task';
  readonly kind: Searchable<WorkflowSummary> | Searchable<TaskSummary>;
  readonly columns: ReadonlyMap<SearchField, SearchColumn>;
  /** The field that names what an execution is of, and its column. */
  readonly nameField: SearchField;
  readonly nameColumn: string;
  /** The columns of a group (see tally.ts) as a SELECT names them. */
  readonly groupColumns: string;
  /** By time of start alone; by status, then time; by name, then status, then time. */
  readonly indexes: { readonly byTime: string; readonly byStatus: string; readonly byName: string };
  /** Another field that has an index of its own, followed by time. */
  readonly alsoByTime:
    | { readonly field: SearchField; readonly column: string; readonly index: string }
    | undefined;
  /** Fields of which a value has few rows: most selective first. A partial index does not hold the empty text. */
  readonly selective: readonly {
    readonly field: SearchField;
    readonly index: string;
    readonly partial: boolean;
  }[];
}

const text = (name: string): SearchColumn => ({ name, type: 'text' });
const number = (name: string): SearchColumn => ({ name, type: 'number' });
const id = (name: string, key: string): SearchColumn => ({ name, type: 'text', key });

export const workflowTable: SearchTable = {
  table: 'workflow',
  kind: workflowSearch,
  columns: new Map<SearchField, SearchColumn>([
    ['workflowId', id('workflow_id', 'workflow_key')],
    ['correlationId', text('correlation_id')],
    ['workflowType', text('workflow_type')],
    ['version', number('version')],
    ['status', text('status')],
    ['startTime', number('start_time')],
    ['endTime', number('end_time')],
    ['updateTime', number('update_time')],
    ['parentWorkflowId', text('parent_workflow_id')],
    ['classifier', text('classifier')],
  ]),
  nameField: 'workflowType',
  nameColumn: 'workflow_type',
  groupColumns: `workflow_type AS name, status, parent_workflow_id <> '' AS child, classifier`,
  indexes: { byTime: 'workflow_by_time', byStatus: 'workflow_by_status', byName: 'workflow_by_name' },
  alsoByTime: undefined,
  selective: [
    { field: 'workflowId', index: 'workflow_by_key', partial: false },
    { field: 'correlationId', index: 'workflow_by_correlation', partial: true },
    { field: 'parentWorkflowId', index: 'workflow_by_parent', partial: true },
  ],
};

export const taskTable: SearchTable = {
  table: 'task',
  kind: taskSearch,
  columns: new Map<SearchField, SearchColumn>([
    ['workflowId', id('workflow_id', 'workflow_key')],
    ['correlationId', text('correlation_id')],
    ['workflowType', text('workflow_type')],
    ['taskId', id('task_id', 'task_key')],
    ['taskType', text('task_type')],
    ['taskDefName', text('task_def_name')],
    ['status', text('status')],
    ['scheduledTime', number('scheduled_time')],
    ['startTime', number('start_time')],
    ['updateTime', number('update_time')],
    ['endTime', number('end_time')],
  ]),
  nameField: 'taskDefName',
  nameColumn: 'task_def_name',
  groupColumns: `task_def_name AS name, status, 0 AS child, '' AS classifier`,
  indexes: { byTime: 'task_by_time', byStatus: 'task_by_status', byName: 'task_by_name' },
  alsoByTime: { field: 'taskType', column: 'task_type', index: 'task_by_type' },
  selective: [
    { field: 'taskId', index: 'task_by_key', partial: false },
    { field: 'workflowId', index: 'task_by_workflow', partial: false },
  ],
};
