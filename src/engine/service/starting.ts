import type { StartWorkflowRequest, WorkflowDef } from '#contract/index.ts';
import { nameUuid } from '../core/child-id.ts';
import { decide } from '../core/decide.ts';
import { expressionScope, resolvePayload } from '../core/document.ts';
import type { Draft } from '../core/draft.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import { idempotencyDocument } from '../core/idempotency.ts';
import { newWorkflow, type NewWorkflow } from '../core/new-workflow.ts';
import { sizeAbove } from '../core/payload-size.ts';
import { placesBelow } from '../core/secret-places.ts';
import type { StartedByTask, Tools } from '../core/task-type.ts';
import { conflict, EngineError, internal, notFound } from '../errors.ts';
import type { TaskModel } from '../model.ts';
import type { Store } from '../ports.ts';
import type { Definitions } from './definitions.ts';
import { oncePerKey, type Idempotency } from './idempotency.ts';
import type { WorkflowLimits } from './workflow-limits.ts';

interface Parts {
  readonly definitions: Definitions;
  readonly tools: Tools;
  readonly idempotency: Idempotency;
  readonly workflowLimits: WorkflowLimits;
}

/** What starting needs of the loop that changes executions. */
export interface Starting {
  now(): number;
  /** Commits, in the turn of an execution that may not be there yet, what `make` gives. */
  begin(workflowId: string, make: () => Promise<Draft | undefined>): Promise<void>;
}

/** The definition registered under a name; without a version the latest. */
export async function registeredWorkflow(
  { definitions }: Pick<Parts, 'definitions'>,
  name: string,
  version: number | undefined,
): Promise<WorkflowDef> {
  const def = await definitions.workflow(name, version);
  if (def !== undefined) return def;
  throw notFound(`No such workflow defined. name=${name}, version=${version ?? 'null'}`);
}

/**
 * Starts an execution for a task that does not wait for it. Its id follows from the task and from when that was
 * scheduled: asked again, after a crash, it is there; run again, the task starts another one.
 */
export async function startByTask(
  parts: Parts & { readonly store: Store; readonly executions: Starting },
  { name = '', version, workflowDef, ...request }: StartWorkflowRequest,
  task: TaskModel,
): Promise<StartedByTask> {
  const { store, executions } = parts;
  const workflowId = nameUuid(`startworkflow:${task.taskId}:${task.scheduledTime}`);
  const { input, priority, correlationId = task.correlationId } = request;
  const { idempotencyKey, idempotencyStrategy } = request;
  const asked = oncePerKey(workflowDef?.name ?? name, idempotencyKey, idempotencyStrategy);
  let reason: string | undefined;
  const begin = () =>
    executions.begin(workflowId, async () => {
      if ((await store.workflowModel(workflowId)) !== undefined) return undefined;
      const starter = await store.workflowModel(task.workflowInstanceId);
      const isForAll = Object.keys(request.taskToDomain).length === 0;
      const taskToDomain = isForAll ? (starter?.taskToDomain ?? {}) : request.taskToDomain;
      try {
        const definition = workflowDef ?? (await registeredWorkflow(parts, name, version));
        const start = {
          workflowId,
          definition,
          input,
          inputSecrets: placesBelow(task.inputSecrets, 'startWorkflow', 'input'),
          isDefinitionData: workflowDef !== undefined,
          priority,
          correlationId,
          taskToDomain,
          idempotencyKey: asked?.key,
        };
        return await startedWorkflow(parts, start, () => executions.now());
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        reason = error.message;
        return undefined;
      }
    });
  try {
    const startedId = await parts.idempotency.once(asked, workflowId, begin);
    return reason === undefined ? { ok: true, workflowId: startedId } : { ok: false, reason };
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'conflict') throw error;
    return { ok: false, reason: error.message };
  }
}

/** A new execution with its first decision, to be committed by whoever has its turn. */
export async function startedWorkflow(
  parts: Omit<Parts, 'idempotency'>,
  start: NewWorkflow,
  now: () => number,
): Promise<Draft> {
  const { definitions, tools, workflowLimits } = parts;
  assertInputWithinLimit(tools, start);
  const definition = definitions.prepared(start.definition);
  const draft = newWorkflow({ ...start, definition }, now());
  const { workflowId, idempotencyKey } = start;
  if (idempotencyKey !== undefined) {
    const key = idempotencyDocument(definition.name, idempotencyKey);
    draft.writeAlongside({ kind: 'document.put', collection: 'idempotencyKey', key, value: { workflowId } });
  }
  takePlace(draft, parts);
  try {
    decide(draft, tools);
  } catch (error) {
    workflowLimits.release(draft.workflow);
    throw error;
  }
  return draft;
}

/** Where only so many may run at a time under one key, an execution beyond them waits, or is refused. */
export function takePlace(
  draft: Draft,
  { tools, workflowLimits }: Pick<Parts, 'tools' | 'workflowLimits'>,
): void {
  const { rateLimitConfig } = draft.body.definition;
  if (rateLimitConfig === undefined || rateLimitConfig.concurrentExecLimit <= 0) return;
  const { rateLimitKey = '', concurrentExecLimit: limit, policy } = rateLimitConfig;
  const key = toJavaString(resolvePayload({ rateLimitKey }, expressionScope(draft, tools))['rateLimitKey']);
  const isWaiting = !workflowLimits.reserve(draft.workflow, { key, limit });
  if (isWaiting && policy === 'REJECT') {
    const { workflowName } = draft.workflow;
    throw conflict(`Workflow ${workflowName} runs ${limit} times already under the rate limit key ${key}`);
  }
  draft.updateWorkflow({ rateLimit: { key, limit, isWaiting } });
}

function assertInputWithinLimit(
  { payloadLimits }: Pick<Tools, 'payloadLimits'>,
  { workflowId, input }: Pick<NewWorkflow, 'workflowId' | 'input'>,
): void {
  const limit = payloadLimits.workflowInput;
  const size = sizeAbove(input, limit);
  if (size === undefined) return;
  throw internal(
    `The payload size: ${size} of workflow: ${workflowId} is greater than the permissible limit: ${limit} bytes`,
  );
}
