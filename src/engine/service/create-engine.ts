import { nextDeadline } from '../core/deadlines.ts';
import { defaultPayloadLimits, type PayloadLimits } from '../core/payload-size.ts';
import type { Engine } from '../engine.ts';
import type { TaskModel, WorkflowModel } from '../model.ts';
import type { EnginePorts } from '../ports.ts';
import { CommitWatch } from './commit-watch.ts';
import { Definitions } from './definitions.ts';
import { deliver } from './event-delivery.ts';
import { EventHistory } from './event-history.ts';
import { EventHandlers } from './event-handlers.ts';
import { EventQueue } from './event-queue.ts';
import { Idempotency } from './idempotency.ts';
import { Limits } from './limits.ts';
import { createMetadata } from './metadata.ts';
import { Metrics } from './metrics.ts';
import type { EngineParts } from './parts.ts';
import { PollLog } from './poll-log.ts';
import { Runtime } from './runtime.ts';
import { createSignals } from './signals.ts';
import { createSurroundings } from './surroundings.ts';
import { Scheduler } from './scheduler.ts';
import { createSchedules } from './schedules.ts';
import { createTasks } from './tasks.ts';
import { createTools } from './tools.ts';
import { WorkerQueues } from './worker-queues.ts';
import { WorkflowLimits } from './workflow-limits.ts';
import { createWorkflows } from './workflows.ts';

export interface EngineOptions {
  /** How much of running executions to keep decoded in memory, in bytes, roughly. */
  readonly cachedBytes?: number;
  /** The greatest payloads, in bytes of JSON; Conductor's own for those left out. */
  readonly payloadLimits?: Partial<PayloadLimits>;
}

/** Opens an engine over a store, and takes up whatever the store says is still open. */
export async function createEngine(ports: EnginePorts, options: EngineOptions = {}): Promise<Engine> {
  const { clock, store } = ports;
  const definitions = await Definitions.open(store);
  const queues = new WorkerQueues(clock);
  const limits = new Limits(clock, definitions);
  const polls = new PollLog(clock);
  const metrics = new Metrics();
  const watch = new CommitWatch(clock);
  const idempotency = new Idempotency(store);
  const workflowLimits = new WorkflowLimits((workflowId) => runtime.admit(workflowId));
  const tools = createTools(ports, polls, definitions, { ...defaultPayloadLimits, ...options.payloadLimits });
  const { cachedBytes = 64 * 1024 ** 2 } = options;
  const handlers = await EventHandlers.open(store);
  const history = await EventHistory.open(store);
  const events = new EventQueue(ports, (message) => deliver(message, handlers, parts), history);
  const runtime: Runtime = new Runtime({
    ports,
    tools,
    definitions,
    queues,
    limits,
    metrics,
    watch,
    idempotency,
    workflowLimits,
    cachedBytes,
    published: (messages) => events.add(messages),
  });
  let isClosing = false;

  const open = await store.openWorkflows();
  const news = await store.documents('removalNews');
  metrics.adopted(open.length);
  const waiting = new Set(open.flatMap(({ openTasks }) => openTasks.map(({ taskId }) => taskId)));
  for (const { workflow, openTasks } of open) {
    runtime.adopt(workflow, openTasks, firstDue(workflow, openTasks));
    const { parentWorkflowTaskId: parent } = workflow;
    if (parent !== undefined && !waiting.has(parent)) runtime.adoptChild(workflow);
  }
  for (const { key, value } of news) runtime.hear({ childId: key, news: value });
  const byAge = open.map(({ workflow }) => workflow).toSorted((a, b) => a.createTime - b.createTime);
  for (const workflow of byAge) workflowLimits.adopt(workflow);
  workflowLimits.admitAll();

  const parts: EngineParts = {
    ports,
    runtime,
    definitions,
    queues,
    limits,
    polls,
    metrics,
    watch,
    idempotency,
    workflowLimits,
    validation: {
      checkScript: (script) => ports.scripts.check(script),
      findTaskDef: (name) => definitions.taskDef(name),
      isEnvironmentName: (name) => ports.environment.get(name) !== undefined,
    },
    isClosing: () => isClosing,
  };
  const signals = createSignals(parts);
  await events.open();
  const scheduler = await Scheduler.open(parts);
  return {
    metadata: createMetadata(parts),
    workflows: createWorkflows(parts, signals),
    tasks: createTasks(parts, signals),
    surroundings: createSurroundings(ports.environment),
    events: handlers,
    schedules: createSchedules(parts, scheduler),
    metrics: () => metrics.snapshot(),
    async close() {
      isClosing = true;
      queues.close();
      watch.close();
      await scheduler.close();
      await events.close();
      await runtime.close();
    },
  };
}

function firstDue(workflow: WorkflowModel, openTasks: readonly TaskModel[]): number | undefined {
  let first = workflow.timeoutAt;
  if (workflow.status === 'PAUSED') return first;
  for (const task of openTasks) {
    const at = nextDeadline(task);
    if (at !== undefined && (first === undefined || at < first)) first = at;
  }
  return first;
}
