import type { Task, TaskResult } from '#contract/index.ts';
import { taskResultSchema } from '#contract/index.ts';
import type { Engine } from '#engine/index.ts';

const workerId = 'simulated-worker';
const lookEveryMs = 300;
/** Long enough to watch a task run, short enough not to wait for it. */
const workMs = 1_200;

/**
 * Does the work of every worker task in the demo, so that runs move: there is nobody else to do it. A card called
 * "declined" is declined, and `"simulate": "fail"` in a task's input makes any task fail.
 */
export function startSimulatedWorker(engine: Engine): void {
  void takeUpUnfinished(engine);
  setInterval(() => void takeWork(engine), lookEveryMs);
}

async function takeWork(engine: Engine): Promise<void> {
  for (const [queue, size] of Object.entries(engine.tasks.queueSizes())) {
    if (size === 0) continue;
    const [domain, taskType] = queue.includes(':') ? queue.split(':', 2) : [undefined, queue];
    if (taskType === undefined) continue;
    const tasks = await engine.tasks.poll({ taskType, domain, workerId, count: size, timeoutMs: 0 });
    for (const task of tasks) setTimeout(() => void finish(engine, task), workMs);
  }
}

/** Tasks that were in its hands when the browser closed. */
async function takeUpUnfinished(engine: Engine): Promise<void> {
  const { results } = await engine.tasks.search({ start: 0, size: 1_000, query: 'status=IN_PROGRESS' });
  for (const { taskId } of results) {
    const task = await engine.tasks.get(taskId);
    if (task.workerId === workerId) await finish(engine, task);
  }
}

async function finish(engine: Engine, task: Task): Promise<void> {
  await engine.tasks.log(task.taskId, `${task.taskDefName} handled by the demo's simulated worker`);
  await engine.tasks.update(
    taskResultSchema.parse({
      workflowInstanceId: task.workflowInstanceId,
      taskId: task.taskId,
      workerId,
      ...outcome(task),
    }),
  );
}

function outcome({ taskDefName, inputData }: Task): Pick<TaskResult, 'status'> & Partial<TaskResult> {
  if (inputData['card'] === 'declined') return failure('402 Card declined');
  if (inputData['simulate'] === 'fail') return failure('The input asked for a failure');
  return { status: 'COMPLETED', outputData: output(taskDefName, inputData) };
}

const failure = (reasonForIncompletion: string) => ({ status: 'FAILED', reasonForIncompletion }) as const;

function output(taskDefName: string, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  switch (taskDefName) {
    case 'hello_task':
      return { message: `Hello, ${text(input['name'], 'World')}!` };
    case 'goodbye_task':
      return { result: `${text(input['message'], '')} Goodbye!` };
    case 'check_condition':
      return { status: 'approved' };
    case 'charge_card':
      return { chargeId: `ch_${text(input['orderId'], '0')}`, amount: input['amount'] };
    case 'score_fraud':
      return { score: 12 };
    default:
      return { done: true };
  }
}

const text = (value: unknown, otherwise: string) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
