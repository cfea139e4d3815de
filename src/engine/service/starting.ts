import type { WorkflowDef } from '#contract/index.ts';
import { decide } from '../core/decide.ts';
import type { Draft } from '../core/draft.ts';
import { newWorkflow, type NewWorkflow } from '../core/new-workflow.ts';
import { sizeAbove } from '../core/payload-size.ts';
import type { Tools } from '../core/task-type.ts';
import { internal, notFound } from '../errors.ts';
import type { Definitions } from './definitions.ts';

interface Parts {
  readonly definitions: Definitions;
  readonly tools: Tools;
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

/** A new execution with its first decision, to be committed by whoever has its turn. */
export async function startedWorkflow(
  { definitions, tools }: Parts,
  start: NewWorkflow,
  now: () => number,
): Promise<Draft> {
  assertInputWithinLimit(tools, start);
  const definition = await definitions.prepare(start.definition);
  const draft = newWorkflow({ ...start, definition }, now());
  decide(draft, tools);
  return draft;
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
