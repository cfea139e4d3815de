import {
  normaliseWorkflowDef,
  validateStartWorkflowRequest,
  type StartWorkflowRequest,
  type WorkflowDef,
} from '#contract/index.ts';
import type { Draft } from '../core/draft.ts';
import { invalid, validationFailed } from '../errors.ts';
import type { Change } from '../ports.ts';
import { oncePerKey } from './idempotency.ts';
import type { EngineParts } from './parts.ts';
import { registeredWorkflow, startedWorkflow } from './starting.ts';

/** What the one who asks for a start knows beyond the request. */
interface Start {
  /** A random one when absent. */
  readonly workflowId?: string;
  /** The event that starts it. */
  readonly event?: string;
  /** What is to be true exactly if the execution has been started. */
  readonly alongside?: (workflowId: string) => readonly Change[];
  /** What happens to it before it is first committed; gives others that are to begin in the same commit. */
  readonly before?: (draft: Draft) => Promise<readonly Draft[]>;
}

/** Starts an execution as a request wants it, and gives its id. */
export async function startRequested(
  parts: EngineParts,
  sent: StartWorkflowRequest,
  { workflowId = parts.runtime.tools.uuid(), event, alongside, before }: Start = {},
): Promise<string> {
  const { runtime, idempotency, ports } = parts;
  const { tools } = runtime;
  const request = checked(sent, parts);
  const { name = '', workflowDef, correlationId, priority, taskToDomain, input } = request;
  const { idempotencyKey, idempotencyStrategy } = request;
  const asked = oncePerKey(workflowDef?.name ?? name, idempotencyKey, idempotencyStrategy);
  const begin = () =>
    runtime.begin(workflowId, async () => {
      const start = {
        workflowId,
        definition: await definitionFor(request, parts),
        input,
        priority,
        correlationId,
        taskToDomain,
        idempotencyKey: asked?.key,
        ...(event !== undefined && { event }),
      };
      const draft = await startedWorkflow({ ...parts, tools }, start, () => runtime.now());
      const others = (await before?.(draft)) ?? [];
      for (const change of alongside?.(workflowId) ?? []) draft.writeAlongside(change);
      return [draft, ...others];
    });
  const startedId = await idempotency.once(asked, workflowId, begin);
  if (startedId !== workflowId && alongside !== undefined) await ports.store.commit(alongside(startedId));
  return startedId;
}

/** The definition of a request, with what it left out, or the registered one that the request names. */
async function definitionFor(
  { workflowDef, name = '', version }: StartWorkflowRequest,
  { definitions }: EngineParts,
): Promise<WorkflowDef> {
  if (workflowDef !== undefined) return workflowDef;
  if (name.trim() === '') throw invalid('Workflow name must be specified when searching for a definition');
  return registeredWorkflow({ definitions }, name, version);
}

function checked(sent: StartWorkflowRequest, { validation }: EngineParts): StartWorkflowRequest {
  const { workflowDef } = sent;
  const request =
    workflowDef === undefined ? sent : { ...sent, workflowDef: normaliseWorkflowDef(workflowDef) };
  const problems = validateStartWorkflowRequest(request, validation);
  if (problems.length > 0) throw validationFailed(problems);
  return request;
}
