/** Where it is written which execution of a workflow an idempotency key stands for. */
export function idempotencyDocument(workflowName: string, key: string): string {
  // A line break in a name would have to be meant.
  return `${workflowName}\n${key}`;
}
