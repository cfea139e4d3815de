import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema } from '#contract/index.ts';
import { buildGraph, overlayRun } from '#graph/index.ts';
import { canvas, card, focusCanvas, press, shop, Shown, simple } from './testing/shown-graph.tsx';

const outline = page.getByRole('region', { name: 'Outline' });
const tree = outline.getByRole('tree');
const line = (name: string | RegExp) => tree.getByRole('treeitem', { name });
const lines = () => [...document.querySelectorAll('[role=treeitem]')];
const toggle = page.getByRole('button', { name: 'Outline', exact: true });

beforeEach(() => localStorage.clear());

// The choice outlives the graph, as it should.
afterEach(async () => {
  if (outline.query() !== null) await page.getByRole('button', { name: 'Close the outline' }).click();
});

async function openOutline(): Promise<void> {
  await focusCanvas();
  await press('o');
  await expect.element(tree).toHaveFocus();
}

describe('the outline beside a graph', () => {
  test('is opened and closed by a key and by a button, and remembered', async () => {
    const view = await render(<Shown definition={shop} />);
    await openOutline();
    await press('o');
    await expect.element(outline).not.toBeInTheDocument();
    await expect.element(canvas).toHaveFocus();
    await toggle.click();
    await expect.element(toggle).toHaveAttribute('aria-pressed', 'true');
    await expect.element(outline).toBeVisible();
    await view.unmount();
    await render(<Shown definition={shop} />);
    await expect.element(line(/^sail/)).toBeVisible();
    await expect.element(tree).not.toHaveFocus();
  });

  test('says of each task how deep it is, where among its siblings, and in which case', async () => {
    await render(<Shown definition={shop} />);
    await openOutline();
    const drive = line(/^drive Worker task, drive_task, case default$/);
    await expect.element(drive).toHaveAttribute('aria-level', '2');
    await expect.element(drive).toHaveAttribute('aria-posinset', '3');
    await expect.element(drive).toHaveAttribute('aria-setsize', '3');
    await expect.element(drive).not.toHaveAttribute('aria-expanded');
    await expect.element(line(/^route Switch/)).toHaveAttribute('aria-expanded', 'true');
    expect(lines()).toHaveLength(7);
  });

  test('has the selection of the graph, whichever it was made in', async () => {
    const onOpen = vi.fn<(node: { readonly id: string }) => void>();
    await render(<Shown definition={shop} onOpen={onOpen} />);
    await openOutline();
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await expect.element(line(/^fly/)).toHaveAttribute('aria-selected', 'true');
    await expect.element(tree).toHaveAttribute('aria-activedescendant', line(/^fly/).element().id);
    await expect.element(card(/^fly/)).toHaveAttribute('aria-pressed', 'true');
    await press('End');
    await expect.element(card(/^bill/)).toHaveAttribute('aria-pressed', 'true');
    await press('Enter');
    expect(onOpen.mock.lastCall?.[0].id).toBe('bill');
    await line(/^sail/).click();
    await expect.element(card(/^sail/)).toHaveAttribute('aria-pressed', 'true');
    await card(/^check/).click();
    await expect.element(line(/^check/)).toHaveAttribute('aria-selected', 'true');
    await expect.element(line(/^sail/)).toHaveAttribute('aria-selected', 'false');
  });

  test('closes and opens branches as any tree, and with them the blocks of the graph', async () => {
    await render(<Shown definition={shop} selected="sail" />);
    await openOutline();
    await press('ArrowLeft');
    await expect.element(line(/^each_port/)).toHaveAttribute('aria-selected', 'true');
    await press('ArrowLeft');
    await expect.element(line(/^each_port/)).toHaveAttribute('aria-expanded', 'false');
    await expect.element(line(/^sail/)).not.toBeInTheDocument();
    await expect.element(card(/^sail/)).not.toBeInTheDocument();
    await press('ArrowRight');
    await expect.element(card(/^sail/)).toBeVisible();
    await press('ArrowRight');
    await expect.element(line(/^sail/)).toHaveAttribute('aria-selected', 'true');
    await card(/^Fold route/).click();
    await expect.element(line(/^route/)).toHaveAttribute('aria-expanded', 'false');
    await expect.element(line(/^each_port/)).not.toBeInTheDocument();
    const chevron = line(/^route/)
      .element()
      .querySelector('[data-fold]');
    if (chevron === null) throw new Error('a block can be opened');
    await page.elementLocator(chevron).click();
    await expect.element(line(/^route/)).toHaveAttribute('aria-expanded', 'true');
    await expect.element(card(/^sail/)).toBeVisible();
  });

  test('gives the focus back to the graph, or on to the search', async () => {
    await render(<Shown definition={shop} />);
    await openOutline();
    await press('Escape');
    await expect.element(canvas).toHaveFocus();
    await expect.element(outline).toBeVisible();
    await tree.click({ position: { x: 40, y: 13 } });
    await expect.element(tree).toHaveFocus();
    await press('/');
    await expect.element(page.getByRole('combobox', { name: 'Search in the graph' })).toHaveFocus();
  });

  test('tells how a run went', async () => {
    const graph = buildGraph(shop);
    const failed = taskSchema.parse({ taskId: 'x', referenceTaskName: 'check', status: 'FAILED', seq: 1 });
    await render(<Shown definition={shop} graph={graph} overlay={overlayRun(graph, [failed])} />);
    await openOutline();
    await expect.element(line(/^check Worker task, Failed/)).toBeVisible();
    await expect.element(line(/^bill Worker task, not reached/)).toBeVisible();
  });

  test('of 10,000 tasks has in the document only what shows', async () => {
    const long = { name: 'long', tasks: Array.from({ length: 10_000 }, (_, at) => simple(`t${at}`)) };
    await render(<Shown definition={long} />);
    await openOutline();
    await press('End');
    await expect.element(line(/^t9999/)).toBeInViewport();
    await expect.element(card(/^t9999/)).toBeInViewport();
    expect(lines().length).toBeLessThan(60);
  });
});
