import { useState, type ReactElement } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { buildGraph } from '#graph/index.ts';
import { Room } from '../testing/room.tsx';
import { Shown } from './testing/shown-graph.tsx';
import { WorkflowGraph } from './workflow-graph.tsx';

const chain = (length: number) => ({
  name: 'chain',
  tasks: Array.from({ length }, (_, at) => ({ name: 't', taskReferenceName: `t${at}`, type: 'SIMPLE' })),
});

function Definition({ length }: { readonly length: number }): ReactElement {
  const [graph] = useState(() => buildGraph(chain(length)));
  return (
    <Room>
      <WorkflowGraph graph={graph} ariaLabel="The workflow" />
    </Room>
  );
}

const map = () => document.querySelector<HTMLElement>('[class*="map"]');
const card = (name: RegExp) => page.getByRole('button', { name });

test('a map shows where the window is, and takes it elsewhere', async () => {
  await render(<Definition length={10_000} />);
  await expect.element(card(/^t0 /)).toBeVisible();
  // It comes once the page is idle.
  await vi.waitFor(() => expect(map()).not.toBeNull(), { timeout: 20_000 });
  const element = map();
  if (element === null) throw new Error('no map');
  await userEvent.click(page.elementLocator(element), { position: { x: 20, y: element.clientHeight - 8 } });
  // A pixel of this map is some 75 tasks.
  await expect.element(card(/^t9[6-9]\d\d /).first()).toBeVisible();
  await expect.element(card(/^t0 /)).not.toBeInTheDocument();
});

test('the map says what it shows, as the graph says how much there is and where all of it is listed', async () => {
  await render(<Definition length={10_000} />);
  const picture = page.getByRole('img', {
    name: /^Overview map: the window shows [4-9] of 10,000 tasks, t0 to t[3-8]$/,
  });
  await expect.element(picture).toBeInTheDocument();
  const graph = page.getByRole('application', { name: 'The workflow' });
  await expect
    .element(graph)
    .toHaveAccessibleDescription(/^10,000 tasks\. .* o opens an outline that lists all of them/);
  await graph.click({ position: { x: 12, y: 300 } });
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}');
  await expect
    .element(page.getByRole('img', { name: /the window shows \d+ of 10,000 tasks, t[1-9] to/ }))
    .toBeInTheDocument();
});

test('a drawing that fits has none', async () => {
  await render(<Definition length={3} />);
  await expect.element(card(/^t0 /)).toBeVisible();
  await expect.element(page.getByText('100 %')).toBeVisible();
  expect(map()).toBeNull();
});

test('shows a selected card through it, and what is selected next stands beside it', async () => {
  await render(<Shown definition={chain(40)} direction="right" />);
  await vi.waitFor(() => expect(map()).not.toBeNull(), { timeout: 20_000 });
  await card(/^t2 /).click();
  await expect.element(card(/^t2 /)).toHaveAttribute('aria-pressed', 'true');
  const lap = () => {
    const [on, below] = [map(), card(/^t2 /).element()].map((each) => each?.getBoundingClientRect());
    return on !== undefined && below !== undefined && on.top < below.bottom && on.left < below.right;
  };
  for (let at = 0; at < 12 && !lap(); at += 1) {
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
    if (!lap()) await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  }
  await expect.poll(() => map()?.dataset['aboveSelection']).toBe('true');
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(card(/^t3 /)).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => map()?.dataset['aboveSelection']).toBe('false');
});
