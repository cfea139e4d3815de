import { isTaskSuccessful } from '#contract/index.ts';
import type { Payload, TaskModel } from '../model.ts';
import { expressionScope, resolvePayload } from '../core/document.ts';
import type { Draft } from '../core/draft.ts';
import { bareReference, insideSuffix } from '../core/loops.ts';
import { resolveInput } from '../core/mapping.ts';
import { firstNotSkipped } from '../core/schedule.ts';
import type { LoopStep, LoopType, Step, TaskOutcome, Tools } from '../core/task-type.ts';
import { TerminateWorkflow } from '../core/terminate-workflow.ts';
import { runScript, scriptFailure } from './scripts.ts';

/** Repeats its steps while a condition holds, or once for each item of a list. */
export const doWhile: LoopType = { mode: 'loop', map, advance, rewind };

function map(step: Step): readonly TaskModel[] {
  const { taskReferenceName } = step.definition;
  const taken = step.draft.index.takenFrom(taskReferenceName);
  if (taken !== undefined) {
    throw new TerminateWorkflow(
      `Task ${taken} is named like an iteration of a task in the loop ${taskReferenceName}`,
    );
  }
  return [step.task({ taskType: 'DO_WHILE', status: 'IN_PROGRESS', inputData: step.input() })];
}

function advance(loop: TaskModel, draft: Draft, tools: Tools): LoopStep {
  const input = resolveInput(draft, tools, loop.workflowTask, loop.taskId);
  const items = itemsOf(loop, draft, tools, input);
  if (loop.iteration === 0) {
    if (items?.length !== 0) return begin(loop, draft, {}, items);
    return { outcome: { status: 'COMPLETED', outputData: { iteration: 0 } } };
  }
  const ended = iterationTasks(loop, draft, loop.iteration);
  const outputs = Object.fromEntries(ended.map((task) => [bareReference(task), task.outputData]));
  const outputData = withLast(loop, draft, { ...loop.outputData, [loop.iteration]: outputs });
  const failed = ended.filter((task) => !isTaskSuccessful(task.status) && !task.workflowTask.optional);
  if (failed.length > 0) {
    const reason = failed.map((task) => `${task.reasonForIncompletion ?? ''} `).join('');
    return { outcome: { status: 'FAILED', outputData, reasonForIncompletion: reason } };
  }
  if (items !== undefined && loop.iteration >= items.length) {
    return { outcome: { status: 'COMPLETED', outputData } };
  }
  const { loopCondition = '' } = loop.workflowTask;
  if (items !== undefined && loopCondition.trim() === '') return begin(loop, draft, outputData, items);
  const seen = conditionInput(loop, draft, input, outputData);
  const result = runScript(tools.scripts, loopCondition, seen, loop.workflowInstanceId);
  if (!result.ok) return { outcome: { ...unevaluable(loopCondition, scriptFailure(result)), outputData } };
  const goesOn = result.value === true || (typeof result.value === 'number' && result.value > 0);
  return goesOn ? begin(loop, draft, outputData, items) : { outcome: { status: 'COMPLETED', outputData } };
}

function begin(
  loop: TaskModel,
  draft: Draft,
  output: Payload,
  items: readonly unknown[] | undefined,
): LoopStep {
  const first = firstNotSkipped(draft, loop.workflowTask.loopOver[0]);
  if (first === undefined) {
    const reasonForIncompletion = 'There is no task to repeat in loopOver';
    return { outcome: { status: 'FAILED_WITH_TERMINAL_ERROR', reasonForIncompletion } };
  }
  const iteration = loop.iteration + 1;
  return { outcome: { iteration, outputData: begun(output, iteration, items) }, first };
}

function begun(output: Payload, iteration: number, items: readonly unknown[] | undefined): Payload {
  const item = items && { loopIndex: iteration - 1, loopItem: items[iteration - 1] };
  return { ...output, iteration, ...item };
}

function rewind(loop: TaskModel, iteration: number, draft: Draft, tools: Tools): TaskOutcome {
  const input = resolveInput(draft, tools, loop.workflowTask, loop.taskId);
  const earlier = Object.entries(loop.outputData).filter(([key]) => !(Number(key) >= iteration));
  const output = Object.fromEntries(earlier);
  return { iteration, outputData: begun(output, iteration, itemsOf(loop, draft, tools, input)) };
}

/** The list that the loop goes through; undefined when its condition alone decides. A single value is a list of one. */
function itemsOf(loop: TaskModel, draft: Draft, tools: Tools, input: Payload): unknown[] | undefined {
  const { items: written } = loop.workflowTask;
  const isWritten = written !== undefined && written !== '';
  if (!isWritten && !Object.hasOwn(input, '_items')) return undefined;
  const items = isWritten
    ? resolvePayload({ items: written }, expressionScope(draft, tools, loop.taskId))['items']
    : input['_items'];
  if (items === undefined || items === null) return [];
  return Array.isArray(items) ? items : [items];
}

/** What a condition sees as `$`: the loop's input, its output and the newest output of each task in it. */
function conditionInput(loop: TaskModel, draft: Draft, input: Payload, output: Payload): Payload {
  const reference = bareReference(loop);
  const seen: [string, unknown][] = [[reference, output]];
  for (const nested of draft.index.nestedIn(reference)) {
    const task = draft.latestIteration(nested);
    if (task !== undefined) seen.push([nested, task.outputData]);
  }
  return { ...input, ...Object.fromEntries(seen) };
}

function unevaluable(condition: string, message: string): TaskOutcome {
  return {
    status: 'FAILED_WITH_TERMINAL_ERROR',
    reasonForIncompletion: `Unable to evaluate condition ${condition}, exception ${message}`,
  };
}

/** The newest attempts of the tasks of an iteration. */
function iterationTasks(loop: TaskModel, draft: Draft, iteration: number): TaskModel[] {
  const suffix = insideSuffix(loop, iteration);
  return draft.index.nestedIn(bareReference(loop)).flatMap((name) => draft.latest(name + suffix) ?? []);
}

/** With keepLastN, older iterations are forgotten: their outputs and their tasks. */
function withLast(loop: TaskModel, draft: Draft, output: Payload): Payload {
  const { keepLastN } = loop.workflowTask.inputParameters;
  if (typeof keepLastN !== 'number' || !Number.isInteger(keepLastN)) return output;
  const oldest = loop.iteration - keepLastN;
  if (oldest < 1) return output;
  // To keep none, or less than that, keeps no outputs, but the newest tasks.
  dropIteration(loop, draft, Math.min(oldest, loop.iteration - 1));
  return Object.fromEntries(Object.entries(output).filter(([key]) => !(Number(key) <= oldest)));
}

function dropIteration(loop: TaskModel, draft: Draft, iteration: number): void {
  for (const task of iterationTasks(loop, draft, iteration)) {
    if (task.taskType === 'DO_WHILE') {
      for (let inner = 1; inner <= task.iteration; inner += 1) dropIteration(task, draft, inner);
    }
    for (const name of forkedIn(task))
      dropAttempts(draft.latest(name + insideSuffix(loop, iteration)), draft);
    dropAttempts(task, draft);
  }
}

function dropAttempts(task: TaskModel | undefined, draft: Draft): void {
  let attempt = task;
  while (attempt !== undefined) {
    const { retriedTaskId } = attempt;
    draft.drop(attempt);
    attempt = retriedTaskId === undefined ? undefined : draft.task(retriedTaskId);
  }
}

function forkedIn(task: TaskModel): readonly string[] {
  const { forkedTasks } = task.inputData;
  if (task.workflowTask.type !== 'FORK_JOIN_DYNAMIC' || !Array.isArray(forkedTasks)) return [];
  return forkedTasks.filter((name) => typeof name === 'string');
}
