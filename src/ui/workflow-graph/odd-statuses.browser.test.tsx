import '../styles.css';
import type { ReactElement } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema, type Task } from '#contract/index.ts';
import { buildGraph, dynamicForks, layoutGraph } from '#graph/index.ts';
import { Room } from '../testing/room.tsx';
import { useRunGraph } from './use-run-graph.ts';
import { WorkflowGraph } from './workflow-graph.tsx';

const task = (ref: string, type = 'SIMPLE') => ({ name: ref, taskReferenceName: ref, type });
const definition = {
  name: 'odd',
  tasks: [task('skip'), task('cancel'), task('err'), task('foo'), task('fan', 'FORK_JOIN_DYNAMIC')],
};
const branches = Array.from({ length: 30 }, (_, at) => task(`b${at}`));

const statuses: Readonly<Record<string, string>> = {
  skip: 'SKIPPED',
  cancel: 'CANCELED',
  err: 'COMPLETED_WITH_ERRORS',
  foo: 'FOO',
  fan: 'COMPLETED',
  ...Object.fromEntries(
    branches.map(({ taskReferenceName }, at) => [taskReferenceName, at < 20 ? 'FAILED' : 'FOO']),
  ),
};
const tasks: readonly Task[] = Object.entries(statuses).map(([referenceTaskName, status], seq) =>
  taskSchema.parse({
    taskId: referenceTaskName,
    referenceTaskName,
    status,
    seq,
    inputData: referenceTaskName === 'fan' ? { forkedTaskDefs: branches } : {},
  }),
);

function Run(): ReactElement {
  const { graph, overlay } = useRunGraph(definition, tasks);
  return (
    <Room>
      <WorkflowGraph graph={graph} overlay={overlay} ariaLabel="The run" />
    </Room>
  );
}

/** A token of the theme as the canvas gives its pixels. */
function pixelOf(token: string): readonly number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(token);
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
}

/** What the far view has painted at a point of a node, given in parts of its width and height. */
function painted(id: string, across: number, down: number): readonly number[] {
  const graph = buildGraph(definition, { forks: dynamicForks(tasks) });
  const box = layoutGraph(graph).byId.get(id);
  const viewport = document.querySelector('.react-flow__viewport');
  // The other canvas is the map's.
  const canvas = [...document.querySelectorAll('canvas')].find(({ clientWidth }) => clientWidth > 500);
  const context = canvas?.getContext('2d');
  if (box === undefined || viewport === null || !canvas || !context) throw new Error(`${id} is not drawn`);
  const { a: zoom, e, f } = new DOMMatrix(getComputedStyle(viewport).transform);
  const ratio = canvas.width / canvas.clientWidth;
  const x = (e + (box.x + box.width * across) * zoom) * ratio;
  const y = (f + (box.y + box.height * down) * zoom) * ratio;
  return [...context.getImageData(Math.round(x), Math.round(y), 1, 1).data];
}

test('statuses that one seldom or never sees have their cards, and their blocks from afar', async () => {
  await render(<Run />);
  const card = (name: RegExp) => page.getByRole('button', { name });
  await expect.element(card(/^skip .*Skipped/)).toBeVisible();
  await expect.element(card(/^cancel .*Canceled/)).toBeVisible();
  await expect.element(card(/^err .*Completed with errors/)).toBeVisible();
  await expect.element(card(/^foo .*Foo/)).toBeVisible();
  await expect.element(card(/^30 branches .*20 failed · 10 other/)).toBeVisible();

  const graph = page.getByRole('application');
  await graph.click({ position: { x: 8, y: 300 } });
  for (const percent of ['80 %', '64 %', '51 %', '41 %', '33 %']) {
    await userEvent.keyboard('{-}');
    await expect.element(page.getByText(percent)).toBeVisible();
  }
  await expect.element(graph).toHaveAttribute('data-graph-level', 'far');
  const colours = () => [
    painted('skip', 0.3, 0.5),
    painted('cancel', 0.3, 0.5),
    painted('err', 0.3, 0.5),
    painted('foo', 0.3, 0.5),
    painted('fan~branches', 0.3, 0.3),
    // The bar at its foot: two thirds failed, one third nobody has heard of.
    painted('fan~branches', 0.3, 0.8),
    painted('fan~branches', 0.9, 0.8),
  ];
  const tokens = [
    '--idle-soft',
    '--terminated-soft',
    '--paused-soft',
    '--idle-soft',
    '--failed-soft',
    '--failed',
    '--idle',
  ];
  await vi.waitFor(() => expect(colours()).toEqual(tokens.map(pixelOf)), { timeout: 10_000 });
});
