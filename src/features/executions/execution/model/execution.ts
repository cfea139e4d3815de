import type { z } from 'zod';
import {
  isJsonObject,
  isTaskTerminal,
  taskSchema,
  workflowDefSchema,
  workflowSchema,
  type JsonObject,
  type Task,
  type Workflow,
} from '#contract/index.ts';
import { parseJson } from '#lib/json.ts';
import { keepIfSame, sameJson } from './same-json.ts';

/** An execution as read from one answer of the server. */
export interface Execution {
  /** The answer, to the letter. */
  readonly text: string;
  /** Its definition, and those of its tasks, are without the tasks inside them: those are in `definition`. */
  readonly workflow: Workflow;
  /** As it was sent, however broken; the graph reads it as it is. */
  readonly definition: unknown;
  /** As they were sent, in the order of `workflow.tasks`. */
  readonly rawTasks: readonly unknown[];
  /** Fields that made no sense and were left out, so that the rest can be shown. */
  readonly oddities: number;
  /** Milliseconds that reading it took: large executions are looked at less often. */
  readonly cost: number;
}

/** Raised for an answer that is no execution at all. */
export class UnreadableExecution extends Error {}

/**
 * Reads an answer. What says the same as in the last one keeps its identity, so that a refresh draws only what
 * has changed; and a field that makes no sense costs that field, never the page.
 */
export function readExecution(text: string, last?: Execution): Execution {
  if (last?.text === text) return last;
  const begun = performance.now();
  const raw = parseJson(text);
  if (!isJsonObject(raw)) throw new UnreadableExecution('The answer is not a JSON object.');
  const shell = readLeniently(workflowSchema, withoutBulk(raw), { workflowId: '', status: '' });
  const rawTasks = Array.isArray(raw['tasks']) ? (raw['tasks'] as readonly unknown[]) : [];
  const tasks = readTasks(rawTasks, last);
  // A definition changes only with a restart, which is a new start.
  const isSameRun = last !== undefined && last.workflow.startTime === shell.value.startTime;
  const sent = raw['workflowDefinition'] ?? undefined;
  const definition = isSameRun && last.definition !== undefined ? last.definition : sent;
  return {
    text,
    definition,
    rawTasks,
    workflow: {
      ...shell.value,
      ...keptPayloads(shell.value, last?.workflow),
      tasks: tasks.values,
      workflowDefinition: isJsonObject(definition)
        ? readLeniently(workflowDefSchema, { ...definition, tasks: [] }, {}).value
        : undefined,
    },
    oddities: shell.oddities + tasks.oddities,
    cost: performance.now() - begun,
  };
}

/** The task as the server sent it. */
export function rawTaskOf(execution: Execution, taskId: string): unknown {
  const index = execution.workflow.tasks.findIndex((task) => task.taskId === taskId);
  return execution.rawTasks[index];
}

function withoutBulk(raw: JsonObject): JsonObject {
  const { tasks: _tasks, workflowDefinition: _definition, ...rest } = raw;
  return rest;
}

type Payloads = Pick<Workflow, 'input' | 'output' | 'variables'>;

function keptPayloads(next: Workflow, known: Workflow | undefined): Payloads {
  const { input, output, variables } = next;
  if (known === undefined) return { input, output, variables };
  return {
    input: keepIfSame(known.input, input),
    output: keepIfSame(known.output, output),
    variables: keepIfSame(known.variables, variables),
  };
}

interface ReadTasks {
  readonly values: Task[];
  readonly oddities: number;
}

function readTasks(rawTasks: readonly unknown[], last: Execution | undefined): ReadTasks {
  const known = new Map(last?.workflow.tasks.map((task, index) => [task.taskId, index]));
  const values: Task[] = [];
  let oddities = 0;
  for (const [at, raw] of rawTasks.entries()) {
    const kept = keptTask(raw, known, last);
    if (kept !== undefined) {
      values.push(kept);
      continue;
    }
    const unnamed = { taskId: `task-${at}`, status: '' };
    const read = readLeniently(taskSchema, withoutNested(raw), unnamed);
    values.push(read.value);
    oddities += read.oddities;
  }
  const unchanged =
    last !== undefined &&
    values.length === last.workflow.tasks.length &&
    values.every((task, index) => task === last.workflow.tasks[index]);
  return { values: unchanged ? last.workflow.tasks : values, oddities };
}

/** Each task brings its definition, and that all tasks inside it: read once more for each, they would cost the most. */
function withoutNested(raw: unknown): JsonObject {
  if (!isJsonObject(raw)) return {};
  const { workflowTask } = raw;
  if (!isJsonObject(workflowTask)) return raw;
  const {
    decisionCases: _cases,
    defaultCase: _default,
    forkTasks: _forks,
    loopOver: _loop,
    ...own
  } = workflowTask;
  return { ...raw, workflowTask: own };
}

/** What changes about a task; its payloads do not change without one of these. */
const telling = [
  'status',
  'updateTime',
  'scheduledTime',
  'startTime',
  'endTime',
  'seq',
  'retryCount',
  'pollCount',
  'retried',
  'executed',
  'workerId',
  'callbackAfterSeconds',
  'reasonForIncompletion',
  'subWorkflowId',
] as const;

function keptTask(
  raw: unknown,
  known: ReadonlyMap<string, number>,
  last: Execution | undefined,
): Task | undefined {
  if (last === undefined || !isJsonObject(raw)) return undefined;
  const index = known.get(String(raw['taskId']));
  const before = index === undefined ? undefined : last.rawTasks[index];
  const task = index === undefined ? undefined : last.workflow.tasks[index];
  if (task === undefined || !isJsonObject(before)) return undefined;
  if (telling.some((field) => before[field] !== raw[field])) return undefined;
  return isTaskTerminal(task.status) || sameJson(before, raw) ? task : undefined;
}

interface LenientRead<T> {
  readonly value: T;
  readonly oddities: number;
}

/** Parses; where that fails, once more without the fields at fault. */
function readLeniently<T>(schema: z.ZodType<T>, raw: JsonObject, fallback: JsonObject): LenientRead<T> {
  const whole = schema.safeParse(raw);
  if (whole.success) return { value: whole.data, oddities: 0 };
  const broken = new Set(whole.error.issues.map((issue) => issue.path[0]));
  const sound = Object.entries(raw).filter(([key]) => !broken.has(key));
  return {
    value: schema.parse({ ...fallback, ...Object.fromEntries(sound) }),
    oddities: broken.size,
  };
}
