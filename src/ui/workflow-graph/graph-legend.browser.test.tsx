import { useState, type ReactElement } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema } from '#contract/index.ts';
import { buildGraph, overlayRun } from '#graph/index.ts';
import { canvas, card, shop, Shown } from './testing/shown-graph.tsx';

const ask = page.getByRole('button', { name: 'What do the colours and lines mean?' });
const legend = page.getByRole('dialog');

function Run(): ReactElement {
  const [run] = useState(() => {
    const graph = buildGraph(shop);
    const done = taskSchema.parse({ taskId: '1', referenceTaskName: 'check', status: 'COMPLETED', seq: 1 });
    return { graph, overlay: overlayRun(graph, [done]) };
  });
  return <Shown definition={shop} {...run} />;
}

test('the legend of a run names every status beside its sign, and the lines', async () => {
  await render(<Run />);
  await ask.click();
  for (const word of [
    'Scheduled',
    'In progress',
    'Completed',
    'Failed',
    'Timed out',
    'Canceled',
    'Skipped',
    'Not reached',
  ])
    await expect.element(legend.getByText(word, { exact: true })).toBeVisible();
  await expect.element(legend.getByText('The way that the run has taken')).toBeVisible();
  await expect.element(legend.getByText('The selected task uses a value of that one')).toBeVisible();
  expect(legend.element().querySelectorAll('[data-look=failed] [data-shape=cross]')).toHaveLength(1);
});

test('the legend of a definition leaves out what only a run has', async () => {
  await render(<Shown definition={shop} />);
  await ask.click();
  await expect.element(legend.getByText('What comes next')).toBeVisible();
  await expect.element(legend.getByText('Completed')).not.toBeInTheDocument();
});

test('the legend is opened and closed by keys, which do nothing else meanwhile', async () => {
  await render(<Run />);
  await card(/^check/).click();
  const button = ask.element();
  if (button instanceof HTMLElement) button.focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(legend.getByRole('button', { name: 'Close' })).toHaveFocus();
  await userEvent.keyboard('o');
  await expect.element(page.getByRole('region', { name: 'Outline' })).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(legend).not.toBeInTheDocument();
  await expect.element(ask).toHaveFocus();
  await expect.element(card(/^check/)).toHaveAttribute('aria-pressed', 'true');
  await expect.element(canvas).toBeVisible();
});
