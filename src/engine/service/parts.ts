import type { WorkflowDefValidation } from '#contract/index.ts';
import type { EnginePorts } from '../ports.ts';
import type { CommitWatch } from './commit-watch.ts';
import type { Definitions } from './definitions.ts';
import type { Idempotency } from './idempotency.ts';
import type { Limits } from './limits.ts';
import type { Metrics } from './metrics.ts';
import type { PollLog } from './poll-log.ts';
import type { Runtime } from './runtime.ts';
import type { WorkflowLimits } from './workflow-limits.ts';
import type { WorkerQueues } from './worker-queues.ts';

/** What the engine is made of. */
export interface EngineParts {
  readonly ports: EnginePorts;
  readonly runtime: Runtime;
  readonly definitions: Definitions;
  readonly queues: WorkerQueues;
  readonly limits: Limits;
  readonly polls: PollLog;
  readonly metrics: Metrics;
  readonly watch: CommitWatch;
  readonly idempotency: Idempotency;
  readonly workflowLimits: WorkflowLimits;
  /** What the validation of definitions has to ask. */
  readonly validation: WorkflowDefValidation;
  isClosing(): boolean;
}
