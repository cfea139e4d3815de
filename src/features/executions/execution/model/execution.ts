import type { z } from 'zod';
import {
  isJsonObject,
  taskSchema,
  workflowDefSchema,
  workflowSchema,
  type JsonObject,
  type Task,
  type Workflow,
} from '#contract/index.ts';
import { parseJson } from '#lib/json.ts';
import { inSlices, nextTurn } from '#lib/slices.ts';
import { piecesOf, type Piece } from './pieces.ts';

/** An execution as read from one answer of the server. */
export interface Execution {
  /** The answer, to the letter. */
  readonly text: string;
  /** Where its fields stand in it. */
  readonly fields: ReadonlyMap<string, Piece>;
  /** What was read of each of its tasks, in their order. */
  readonly tasks: readonly ReadTask[];
  /** Its definition, and those of its tasks, are without the tasks inside them: those are in `definition`. */
  readonly workflow: Workflow;
  /** As it was sent, however broken; the graph reads it as it is. */
  readonly definition: unknown;
  /** Fields that made no sense and were left out, so that the rest can be shown. */
  readonly oddities: number;
}

/** Where a task stands in the answer, and what it says. */
interface ReadTask {
  readonly piece: Piece;
  readonly read: LenientRead<Task>;
}

/** So many characters make it worth a pause. */
const large = 1_000_000;

/** What is read apart from the other fields, or not at all where it has not changed. */
const payloads = ['input', 'output', 'variables'] as const;
const apart: ReadonlySet<string> = new Set(['tasks', 'workflowDefinition', ...payloads]);

/**
 * Reads an answer, a large one in slices. What says the same as in the last one is not read again and keeps its
 * identity, so that a refresh costs and draws only what has changed; and a field that makes no sense costs that field,
 * never the page.
 */
export async function readExecution(
  text: string,
  last?: Execution,
  signal: AbortSignal = new AbortController().signal,
): Promise<Execution> {
  // Putting a large one together has taken its own while.
  if (text.length > large) await nextTurn();
  if (last?.text === text) return last;
  const fields = new Map<string, Piece>();
  const work = { signal, onProgress: () => undefined };
  const tasks = await inSlices(readTasks(text, last, fields), work, 0);

  const raw: JsonObject = {};
  for (const [key, piece] of fields) if (!apart.has(key)) raw[key] = parsePiece(text, piece);
  const kept = new Set<string>(
    payloads.filter((key) => last && textOf(last, key) === textOf({ text, fields }, key)),
  );
  for (const key of payloads) if (!kept.has(key)) raw[key] = parsePiece(text, fields.get(key));
  const shell = readLeniently(workflowSchema, raw, { workflowId: '', status: '' });
  const payload = (key: (typeof payloads)[number]) =>
    last !== undefined && kept.has(key) ? last.workflow[key] : shell.value[key];

  // A definition changes only with a restart, which is a new start.
  const isSameRun = last !== undefined && last.workflow.startTime === shell.value.startTime;
  const definition =
    isSameRun && last.definition !== undefined
      ? last.definition
      : (parsePiece(text, fields.get('workflowDefinition')) ?? undefined);
  const areTasksSame =
    last !== undefined &&
    tasks.length === last.tasks.length &&
    tasks.every(({ read }, at) => read === last.tasks[at]?.read);
  return {
    text,
    fields,
    tasks,
    definition,
    workflow: {
      ...shell.value,
      input: payload('input'),
      output: payload('output'),
      variables: payload('variables'),
      tasks: areTasksSame ? last.workflow.tasks : tasks.map(({ read }) => read.value),
      workflowDefinition: isJsonObject(definition)
        ? readLeniently(workflowDefSchema, { ...definition, tasks: [] }, {}).value
        : undefined,
    },
    oddities: tasks.reduce((sum, { read }) => sum + read.oddities, shell.oddities),
  };
}

/** The task as the server sent it. */
export function rawTaskOf({ text, tasks }: Execution, taskId: string): unknown {
  return parsePiece(text, tasks.find(({ read }) => read.value.taskId === taskId)?.piece);
}

function parsePiece(text: string, piece: Piece | undefined): unknown {
  return piece === undefined ? undefined : parseJson(text.slice(piece.start, piece.end));
}

function textOf({ text, fields }: Pick<Execution, 'text' | 'fields'>, key: string): string | undefined {
  const piece = fields.get(key);
  return piece === undefined ? undefined : text.slice(piece.start, piece.end);
}

/** The tasks one at a time, and on the way where each field stands. */
function* readTasks(
  text: string,
  last: Execution | undefined,
  fields: Map<string, Piece>,
): Generator<ReadTask> {
  let known: ReadTask | undefined;
  const knownEnd = (index: number, start: number): number | undefined => {
    known = last?.tasks[index];
    if (last === undefined || known === undefined) return undefined;
    const before = last.text.slice(known.piece.start, known.piece.end);
    const end = start + before.length;
    if (before.endsWith('}') && text.slice(start, end) === before) return end;
    known = undefined;
    return undefined;
  };
  for (const piece of piecesOf(text, knownEnd)) {
    const { key } = piece;
    if (typeof key === 'string') fields.set(key, piece);
    else yield { piece, read: known?.read ?? readTask(parsePiece(text, piece), key) };
  }
}

function readTask(raw: unknown, index: number): LenientRead<Task> {
  return readLeniently(taskSchema, withoutNested(raw), { taskId: `task-${index}`, status: '' });
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
