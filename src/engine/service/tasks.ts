import { isTaskTerminal, type Task, type TaskResult } from '#contract/index.ts';
import { claimTasks } from '../core/operations/claim-tasks.ts';
import { updateTask } from '../core/operations/update-task.ts';
import { withSecrets } from '../core/secrets.ts';
import { parseSearch } from '../core/search-query.ts';
import type { PollRequest, Tasks } from '../engine.ts';
import { isGone, notFound } from '../errors.ts';
import type { TaskModel } from '../model.ts';
import { findPending } from '../core/operations/find-pending.ts';
import type { SearchClause } from '../ports.ts';
import { pageOf } from './pages.ts';
import type { EngineParts } from './parts.ts';
import type { Signals } from './signals.ts';
import type { QueuedTask, TaskQueue } from './task-queue.ts';
import { runtimeValues } from './surroundings.ts';
import { toTask } from './wire.ts';
import { queueName } from './worker-queues.ts';

/** Tasks as workers and operators see them. */
export function createTasks(parts: EngineParts, signals: Signals): Tasks {
  const { runtime, queues, limits, polls, metrics, ports } = parts;

  async function poll(request: PollRequest): Promise<readonly Task[]> {
    const { taskType, workerId, signal } = request;
    const domain = request.domain === '' ? undefined : request.domain;
    const deadline = runtime.now() + request.timeoutMs;
    const name = queueName(taskType, domain);
    polls.record(taskType, domain, workerId);
    metrics.asked(name);
    for (;;) {
      // Asked for anew each time: an idle queue may be forgotten.
      const queue = queues.polled(name);
      const { news } = queue;
      const claimed = await takeFrom(queue, request);
      metrics.polled(taskType, domain, claimed.length);
      if (claimed.length > 0) return claimed.map(handOut);
      if (runtime.now() >= deadline || signal?.aborted === true || parts.isClosing()) return [];
      // What came before this worker could wait for it is not to be missed.
      if (queue.news !== news) continue;
      await queue.arrival(Math.min(deadline, limits.nextFreeAt(taskType) ?? deadline), signal);
    }
  }

  /** A task as a worker gets it: with the secrets that its input names, and what its definition wants for running it. */
  function handOut(task: TaskModel): Task {
    const { environment } = ports;
    const runtimeMetadata = runtimeValues(
      task.workflowTask.taskDefinition?.runtimeMetadata ?? [],
      environment,
    );
    const handed = toTask(withSecrets(task, environment));
    return Object.keys(runtimeMetadata).length === 0 ? handed : { ...handed, runtimeMetadata };
  }

  async function takeFrom(queue: TaskQueue, request: PollRequest): Promise<readonly TaskModel[]> {
    const reservation = limits.reserve(request.taskType, request.count);
    const taken = queue.take(reservation.count);
    let claimed: readonly TaskModel[] = [];
    try {
      if (taken.length > 0) claimed = await claim(queue, taken, request.workerId);
    } finally {
      reservation.settle(claimed.length);
    }
    return claimed;
  }

  /** One write for each workflow, all at once. */
  async function claim(
    queue: TaskQueue,
    taken: readonly QueuedTask[],
    workerId: string | undefined,
  ): Promise<readonly TaskModel[]> {
    queue.unacknowledged += taken.length;
    const groups = [...Map.groupBy(taken, (task) => task.workflowId)];
    const results = await Promise.allSettled(
      groups.map(([workflowId, tasks]) =>
        runtime.change(workflowId, (draft) =>
          claimTasks(
            draft,
            tasks.map((task) => task.taskId),
            workerId,
          ),
        ),
      ),
    );
    queue.unacknowledged -= taken.length;
    const claimed = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    for (const [at, result] of results.entries()) {
      if (result.status === 'fulfilled') continue;
      const isRemoved = isGone(result.reason);
      if (!isRemoved) queue.putBack(groups[at]?.[1] ?? []);
      if (!isRemoved && claimed.length === 0) throw result.reason;
    }
    return claimed;
  }

  async function update(result: TaskResult): Promise<TaskModel> {
    return runtime.change(result.workflowInstanceId, (draft) => updateTask(draft, runtime.tools, result));
  }

  return {
    poll,

    async update(result) {
      return (await update(result)).taskId;
    },

    async updateAndPoll(result) {
      const task = await update(result);
      if (result.extendLease || !isTaskTerminal(task.status)) return undefined;
      const [next] = await poll({
        taskType: task.taskType,
        workerId: result.workerId,
        domain: task.domain,
        count: 1,
        timeoutMs: 0,
      });
      return next;
    },

    async updateByReference(workflowId, reference, status, output, workerId) {
      try {
        return await runtime.change(workflowId, (draft) => {
          const task = findPending(draft, reference);
          if (task === undefined) return undefined;
          const outputData = { ...task.outputData, ...output };
          const { taskId, callbackAfterSeconds } = task;
          const report = { taskId, status, outputData, workerId, callbackAfterSeconds };
          return updateTask(draft, runtime.tools, report).taskId;
        });
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },

    signal: signals.signal,
    signalAndWait: signals.signalAndWait,

    async get(taskId) {
      const task = await ports.store.task(taskId);
      if (task === undefined) throw notFound(`Task not found for taskId: ${taskId}`);
      return toTask(task);
    },

    async log(taskId, message) {
      const line = { log: message, taskId, createdTime: runtime.now() };
      await ports.store.commit([{ kind: 'log.append', taskId, logs: [line] }]);
    },

    logs: (taskId) => ports.store.taskLogs(taskId),

    async search(parameters) {
      const { total, results } = await ports.store.searchTasks(parseSearch(parameters, 'task'));
      return { totalHits: total, results: [...results] };
    },

    async open(taskType, page) {
      const clauses: SearchClause[] = [
        { field: 'taskType', operator: '=', values: [taskType] },
        { field: 'status', operator: 'IN', values: ['SCHEDULED', 'IN_PROGRESS'] },
      ];
      const find = (start: number, size: number) =>
        ports.store.searchTasks({ clauses, sort: [], start, size });
      const { total } = await find(0, 0);
      const { start, end } = pageOf(total, page);
      const { results } = await find(start, end - start);
      return { totalHits: total, results: [...results] };
    },

    queueSizes: () => Object.fromEntries(queues.entries().map(([name, queue]) => [name, queue.size])),

    queueDetails: () =>
      Object.fromEntries(
        queues
          .entries()
          .map(([name, queue]) => [name, { size: queue.size, unacknowledged: queue.unacknowledged }]),
      ),

    pollData: (taskType) => polls.entries(taskType),
  };
}
