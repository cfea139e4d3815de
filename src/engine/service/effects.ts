import { isWorkflowTerminal } from '#contract/index.ts';
import type { Committed, PublishedMessage } from '../core/draft.ts';
import { runsAs } from '../core/runs-as.ts';
import type { Tools } from '../core/task-type.ts';
import { isOpen } from '../core/workflow-state.ts';
import type { WorkflowModel } from '../model.ts';
import type { Calls } from './calls.ts';
import type { Children } from './children.ts';
import type { Limits } from './limits.ts';
import type { WorkerQueues } from './worker-queues.ts';

interface Parts {
  readonly tools: Tools;
  readonly queues: WorkerQueues;
  readonly limits: Limits;
  readonly calls: Calls;
  readonly children: Children;
  published(this: void, messages: readonly PublishedMessage[]): void;
}

type ChangedTask = Committed['tasks'][number];

/** What follows from a commit outside of the execution that it changed. All of it may be done again after a crash. */
export class Effects {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  follow({ workflow, statusBefore, tasks, published }: Committed): void {
    for (const change of tasks) this.followTask(change, workflow);
    if (published.length > 0) this.#parts.published(published);
    const hasEnded = isWorkflowTerminal(workflow.status);
    if (hasEnded && (statusBefore === undefined || !isWorkflowTerminal(statusBefore))) {
      this.#parts.children.ended(workflow);
    }
  }

  followTask(change: ChangedTask, workflow: WorkflowModel): void {
    const { queues, limits, calls, tools } = this.#parts;
    const { before, after } = change;
    switch (tools.taskType(runsAs(after)).mode) {
      case 'worker':
        queues.follow(after);
        if (limits.follow(before, after)) queues.wake(after.taskType);
        return;
      case 'call':
        if (after.status === 'SCHEDULED' && after.wakeAt === undefined) calls.start(after);
        else if (!isOpen(after)) calls.withdraw(after);
        return;
      case 'child':
        this.#followChild(change, workflow);
        return;
      case 'sync':
      case 'wait':
      case 'join':
      case 'loop':
        return;
    }
  }

  #followChild({ before, after }: ChangedTask, workflow: WorkflowModel): void {
    const { children } = this.#parts;
    const wasOpen = before !== undefined && isOpen(before);
    if (after.subWorkflowId === undefined) return;
    if (isOpen(after)) {
      if (!wasOpen || before.subWorkflowId !== after.subWorkflowId) children.begin(after, workflow);
    } else if (before !== undefined) {
      // Also one that had ended before: it may have been revived and have ended again in the same decision.
      children.abandon(after, workflow);
    }
  }
}
