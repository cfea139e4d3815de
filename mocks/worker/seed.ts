import { z } from 'zod';
import { startWorkflowRequestSchema, taskDefSchema, workflowDefSchema } from '#contract/index.ts';
import type { Engine } from '#engine/index.ts';
import conditionalWorkflow from '../../examples/workflows/conditional-workflow.json' with { type: 'json' };
import helloWorkflow from '../../examples/workflows/hello-workflow.json' with { type: 'json' };
import httpWorkflow from '../../examples/workflows/http-workflow.json' with { type: 'json' };
import orderFulfilment from '../../examples/workflows/order-fulfilment.json' with { type: 'json' };
import orderTasks from '../../examples/workflows/order-tasks.json' with { type: 'json' };
import parallelWorkflow from '../../examples/workflows/parallel-workflow.json' with { type: 'json' };
import tasks from '../../examples/workflows/tasks.json' with { type: 'json' };

const workflows = [helloWorkflow, conditionalWorkflow, parallelWorkflow, httpWorkflow, orderFulfilment];

// The simulated worker completes the first, declines the card of the second, and leaves the third to its reader:
// an order of this size waits for an approval.
const runs = [
  { name: 'hello_world_workflow', input: { name: 'AlmaLinux User' } },
  { name: 'order_fulfilment', correlationId: 'order-48121', input: order(48121, 129.9, 'declined') },
  { name: 'order_fulfilment', correlationId: 'order-48122', input: order(48122, 820, 'tok_9f2c') },
];

function order(orderId: number, amount: number, card: string) {
  return { orderId, amount, card, express: false };
}

/** Fills an empty demo with sample definitions and a few runs; leaves one that has definitions as it is. */
export async function seed(engine: Engine): Promise<void> {
  const known = await engine.metadata.workflowStubs();
  if (known.length > 0) return;
  await engine.metadata.registerTasks(z.array(taskDefSchema).parse([...tasks, ...orderTasks]));
  for (const definition of workflows)
    await engine.metadata.registerWorkflow(workflowDefSchema.parse(definition), { overwrite: true });
  for (const run of runs) await engine.workflows.start(startWorkflowRequestSchema.parse(run));
}
