import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema } from '#contract/index.ts';
import { buildGraph, overlayRun } from '#graph/index.ts';
import { Room } from '../testing/room.tsx';
import { card, loop, Shown, simple } from './testing/shown-graph.tsx';
import { WorkflowGraph } from './workflow-graph.tsx';

beforeEach(() => localStorage.clear());

/** What a finger needs: WCAG 2.5.8. */
const least = 24;
const nested = { name: 'w', tasks: [loop('l', loop('m', simple('x')), simple('y'))] };

function boxOf(element: Element): DOMRect {
  return element.getBoundingClientRect();
}

/** Whether a square of the least size about the middle of an element is all its own. */
function isAllItsOwn(element: Element): boolean {
  const { x, y, width, height } = boxOf(element);
  // On a screen, edges fall on whole pixels.
  const reach = least / 2 - 1;
  return [-reach, 0, reach].every((across) =>
    [-reach, 0, reach].every((down) =>
      element.contains(document.elementFromPoint(x + width / 2 + across, y + height / 2 + down)),
    ),
  );
}

test('the buttons that fold a block can be hit, and look smaller', async () => {
  await render(<Shown definition={nested} />);
  await expect.element(card(/^Fold l/)).toBeVisible();
  const folds = page.getByRole('button', { name: /^Fold / }).elements();
  expect(folds).toHaveLength(2);
  expect(folds.map(isAllItsOwn)).toEqual([true, true]);
  for (const fold of folds) {
    const { width, height } = boxOf(fold);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(least);
    const seen = fold.firstElementChild;
    expect(seen && [boxOf(seen).width, boxOf(seen).height]).toEqual([20, 18]);
  }
});

test('the pager of a loop can be hit', async () => {
  const graph = buildGraph(nested);
  const tasks = [1, 2, 3].map((iteration) =>
    taskSchema.parse({
      taskId: `y${iteration}`,
      referenceTaskName: `y__${iteration}`,
      status: 'FAILED',
      iteration,
    }),
  );
  await render(
    <Room>
      <WorkflowGraph graph={graph} overlay={overlayRun(graph, tasks)} ariaLabel="The run" />
    </Room>,
  );
  const pager = page.getByRole('group', { name: 'Iterations of l' });
  await expect.element(pager).toBeVisible();
  const buttons = pager.getByRole('button').elements();
  expect(buttons).toHaveLength(5);
  expect(buttons.map(isAllItsOwn)).toEqual(buttons.map(() => true));
});

test('crumbs of one letter can be hit, and stand without gaps', async () => {
  await render(<Shown definition={nested} selected="x" />);
  const crumbs = page.getByRole('navigation', { name: 'Place of the selected task' });
  await expect.element(crumbs).toBeVisible();
  const buttons = crumbs.getByRole('button').elements();
  expect(buttons.map(({ textContent }) => textContent)).toEqual(['w', 'l', 'm']);
  for (const button of buttons) {
    expect(boxOf(button).width).toBe(least);
    expect(boxOf(button).height).toBe(least);
    const item = button.closest('li');
    // The next one follows at once.
    expect(item && boxOf(item).right).toBe(boxOf(button).right);
  }
});

test('what folds a line of the outline can be hit', async () => {
  await render(<Shown definition={nested} />);
  await page.getByRole('button', { name: 'Outline' }).click();
  await expect.element(page.getByRole('treeitem', { name: /^x/ })).toBeVisible();
  const folds = [...document.querySelectorAll('[data-fold]')];
  expect(folds).toHaveLength(2);
  expect(folds.map(isAllItsOwn)).toEqual([true, true]);
});
