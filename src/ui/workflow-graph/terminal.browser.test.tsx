import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema } from '#contract/index.ts';
import { Room } from '../testing/room.tsx';
import { shop, Shown, simple } from './testing/shown-graph.tsx';
import { useRunGraph } from './use-run-graph.ts';
import { WorkflowGraph } from './workflow-graph.tsx';

const definition = { name: 'one', tasks: [simple('a')] };
const tasks = [taskSchema.parse({ taskId: '1', referenceTaskName: 'a', status: 'COMPLETED', seq: 1 })];

function Run({ status }: { readonly status: string }): ReactElement {
  const { graph, overlay } = useRunGraph(definition, tasks, { status });
  return (
    <Room>
      <WorkflowGraph graph={graph} overlay={overlay} ariaLabel="The run" />
    </Room>
  );
}

const terminal = (label: string) => page.getByText(label, { exact: true }).element().closest('[data-look]');

test('the end is lit once the run has come there, and says so by more than its colour', async () => {
  const { rerender } = await render(<Run status="RUNNING" />);
  await expect.element(page.getByText('End', { exact: true })).toBeVisible();
  expect(terminal('Start')?.getAttribute('data-look')).toBe('reached');
  expect(terminal('End')?.getAttribute('data-look')).toBe('unreached');
  await expect.element(page.getByText(', not reached')).toBeInTheDocument();
  await rerender(<Run status="COMPLETED" />);
  await expect.poll(() => terminal('End')?.getAttribute('data-look')).toBe('reached');
  expect(terminal('End')?.querySelector('[data-shape=check]')).not.toBeNull();
});

test('in a definition start and end are as they are', async () => {
  await render(<Shown definition={shop} />);
  await expect.element(page.getByText('Start', { exact: true })).toBeVisible();
  expect(terminal('Start')?.getAttribute('data-look')).toBe('plain');
});
