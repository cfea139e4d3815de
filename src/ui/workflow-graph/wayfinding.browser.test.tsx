import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema } from '#contract/index.ts';
import { buildGraph, overlayRun } from '#graph/index.ts';
import { fromMiddle } from './testing/from-middle.ts';
import { canvas, card, focusCanvas, loop, press, shop, Shown, simple } from './testing/shown-graph.tsx';

const field = page.getByRole('combobox', { name: 'Search in the graph' });
const found = page.getByRole('search').getByRole('status');
const crumbs = page.getByRole('navigation', { name: 'Place of the selected task' });

const boxOf = (of: Locator) => of.element().getBoundingClientRect();

/** Whether a card lies below the search, its list, the map or the buttons. */
function isCovered(name: RegExp): boolean {
  const covers = [...document.querySelectorAll('[data-graph-cover]')];
  const box = boxOf(card(name));
  return covers
    .map((each) => each.getBoundingClientRect())
    .some(
      (each) =>
        each.left < box.right && each.right > box.left && each.top < box.bottom && each.bottom > box.top,
    );
}

beforeEach(() => localStorage.clear());

describe('the search in a graph', () => {
  test('marks what it finds as one types, and selects nothing yet', async () => {
    await render(<Shown definition={shop} />);
    await focusCanvas();
    await press('/');
    await expect.element(field).toHaveFocus();
    await field.fill('fragile');
    await expect.element(found).toMatchTextContent(/^2 found$/);
    await expect.element(card(/^check/)).toHaveAttribute('data-hit', 'true');
    await expect.element(card(/^bill/)).toHaveAttribute('data-hit', 'true');
    await expect.element(card(/^fly/)).toHaveAttribute('data-hit', 'false');
    await expect.element(card(/^check/)).toHaveAttribute('aria-pressed', 'false');
    await field.fill('nothing like it');
    await expect.element(found).toMatchTextContent(/^none$/);
    await expect.element(card(/^check/)).toHaveAttribute('data-hit', 'false');
  });

  test('goes from one to the next and round, by keys and by buttons', async () => {
    await render(<Shown definition={shop} />);
    await page.getByRole('button', { name: 'Search in the graph' }).click();
    await field.fill('fragile');
    await press('Enter');
    await expect.element(found).toMatchTextContent(/^1 of 2, check, Worker task/);
    await expect.element(card(/^check/)).toHaveAttribute('aria-pressed', 'true');
    await press('Enter');
    await expect.element(found).toMatchTextContent(/^2 of 2, bill/);
    await press('Enter');
    await expect.element(found).toMatchTextContent(/^1 of 2/);
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    await expect.element(found).toMatchTextContent(/^2 of 2/);
    await page.getByRole('button', { name: 'Previous match' }).click();
    await expect.element(found).toMatchTextContent(/^1 of 2/);
    await page.getByRole('button', { name: 'Next match' }).click();
    await expect.element(card(/^bill/)).toHaveAttribute('aria-pressed', 'true');
  });

  test('closes with Escape, unmarks all and gives the focus back to the graph', async () => {
    await render(<Shown definition={shop} />);
    await focusCanvas();
    await press('/');
    await field.fill('fly');
    await press('Enter', 'Escape');
    await expect.element(field).not.toBeInTheDocument();
    await expect.element(canvas).toHaveFocus();
    await expect.element(card(/^fly/)).toHaveAttribute('data-hit', 'false');
    await expect.element(card(/^fly/)).toHaveAttribute('aria-pressed', 'true');
  });

  test('is typed into without the keys of the graph', async () => {
    await render(<Shown definition={shop} />);
    await focusCanvas();
    await press('/');
    await userEvent.keyboard('f/0');
    await expect.element(field).toHaveValue('f/0');
    await expect.element(page.getByText('100 %')).toBeVisible();
  });

  test('finds by status in a run, and shows what is far away', async () => {
    const long = { name: 'long', tasks: Array.from({ length: 2_000 }, (_, at) => simple(`t${at}`)) };
    const graph = buildGraph(long);
    const failed = taskSchema.parse({ taskId: 'x', referenceTaskName: 't1500', status: 'TIMED_OUT', seq: 1 });
    await render(<Shown definition={long} graph={graph} overlay={overlayRun(graph, [failed])} />);
    await focusCanvas();
    await press('/');
    await field.fill('timed out');
    await expect.element(found).toMatchTextContent(/^1 found$/);
    await expect.element(card(/^t1500/)).toBeInViewport();
    await expect.element(card(/^t1500/)).toHaveAttribute('data-hit', 'true');
  });
});

test('the search finds a status by what people and the API call it, and only where it is one', async () => {
  const stop = { ...simple('stop'), type: 'TERMINATE', inputParameters: { terminationStatus: 'FAILED' } };
  const definition = { name: 'calls', tasks: [simple('a'), simple('b'), stop] };
  const graph = buildGraph(definition);
  const tasks = [
    taskSchema.parse({ taskId: '1', referenceTaskName: 'a', status: 'FAILED', seq: 1 }),
    taskSchema.parse({ taskId: '2', referenceTaskName: 'b', status: 'IN_PROGRESS', seq: 2 }),
  ];
  await render(<Shown definition={definition} graph={graph} overlay={overlayRun(graph, tasks)} />);
  await focusCanvas();
  await press('/');
  for (const word of ['running', 'IN_PROGRESS']) {
    await field.fill(word);
    await expect.element(found).toMatchTextContent(/^1 found$/);
    await expect.element(card(/^b/)).toHaveAttribute('data-hit', 'true');
  }
  await field.fill('failed');
  await expect.element(found).toMatchTextContent(/^1 found$/);
  await expect.element(card(/^a/)).toHaveAttribute('data-hit', 'true');
});

describe('the search in a graph seen from far away', () => {
  test('goes to what it found, in the middle at life size', async () => {
    const long = { name: 'long', tasks: Array.from({ length: 500 }, (_, at) => simple(`t${at}`)) };
    await render(<Shown definition={long} />);
    await focusCanvas();
    await press('f');
    await expect.element(canvas).toHaveAttribute('data-graph-level', 'far');
    await press('/');
    await field.fill('t123');
    await press('Enter');
    await expect.element(page.getByText('100 %')).toBeVisible();
    // The search covers a part of the middle.
    await expect.poll(() => fromMiddle(card(/^t123 /).element())[0]).toBe(0);
    await expect.poll(() => isCovered(/^t123 /)).toBe(false);
  });
});

test('what the search goes to stands clear of its field and its list', async () => {
  const long = { name: 'long', tasks: Array.from({ length: 500 }, (_, at) => simple(`t${at}`)) };
  await render(<Shown definition={long} />);
  await focusCanvas();
  await press('/');
  await field.fill('t40_task');
  await press('Enter');
  await expect.element(card(/^t40 /)).toBeInViewport();
  await vi.waitFor(() => expect(document.querySelector('[class*="map"]')).not.toBeNull(), 10_000);
  await field.fill('t0_task');
  await press('Enter');
  await expect.poll(() => isCovered(/^t0 /)).toBe(false);
  await expect.element(card(/^t0 /)).toBeInViewport({ ratio: 1 });
});

test('a selected task that is found comes out from below the list', async () => {
  const long = { name: 'long', tasks: Array.from({ length: 500 }, (_, at) => simple(`t${at}`)) };
  await render(<Shown definition={long} selected="t1" width={560} />);
  await focusCanvas();
  await press('/');
  await field.fill('_task');
  await expect.element(found).toMatchTextContent(/^2 of 500/);
  await expect.poll(() => isCovered(/^t1 /)).toBe(false);
  await expect.element(card(/^t1 /)).toBeInViewport({ ratio: 1 });
});

describe('the search in a graph with folded blocks', () => {
  const hold = loop('hold', simple('inside'));
  const far = {
    name: 'far',
    tasks: [hold, ...Array.from({ length: 300 }, (_, at) => simple(`t${at}`)), loop('last', simple('deep'))],
  };

  beforeEach(() => localStorage.setItem('graph-folded:far', '["hold","last"]'));

  test('marks the block in place of what it hides, and unfolds it for what is selected', async () => {
    await render(<Shown definition={far} />);
    await focusCanvas();
    await press('/');
    await field.fill('inside');
    await expect.element(card(/^hold/)).toHaveAttribute('data-hit', 'true');
    await press('Enter');
    await expect.element(card(/^inside/)).toHaveAttribute('data-hit', 'true');
    await expect.element(card(/^inside/)).toHaveAttribute('aria-pressed', 'true');
    await expect.element(card(/^hold/)).toHaveAttribute('data-hit', 'false');
  });

  test('brings into view what was hidden far away', async () => {
    await render(<Shown definition={far} />);
    await focusCanvas();
    await press('/');
    await field.fill('deep');
    await expect.element(card(/^last/)).toBeInViewport();
    await field.fill('inside');
    await press('Enter');
    await expect.element(card(/^inside/)).toBeInViewport();
    await field.fill('deep');
    await press('Enter');
    await expect.element(card(/^deep/)).toBeInViewport();
    await expect.element(card(/^inside/)).not.toBeInTheDocument();
  });
});

describe('the breadcrumbs', () => {
  test('name the blocks around the selected task, with the case, and lead to them', async () => {
    await render(<Shown definition={shop} selected="sail" />);
    await expect.element(crumbs).toMatchTextContent(/^shoproute \(sea\)each_portsail$/);
    await crumbs.getByRole('button', { name: 'Go to each_port' }).click();
    await expect.element(card(/^each_port/)).toHaveAttribute('aria-pressed', 'true');
    await expect.element(canvas).toHaveFocus();
    await crumbs.getByRole('button', { name: 'Go to route (sea)' }).click();
    await expect.element(card(/^route/)).toHaveAttribute('aria-pressed', 'true');
    await expect.element(crumbs).not.toBeInTheDocument();
  });

  test('lead to the workflow itself', async () => {
    await render(<Shown definition={shop} selected="fly" />);
    await crumbs.getByRole('button', { name: 'Go to shop' }).click();
    await expect.element(crumbs).not.toBeInTheDocument();
    await expect.element(card(/^fly/)).toHaveAttribute('aria-pressed', 'false');
  });

  test('of a deep nest lose their middle', async () => {
    let inner: object = simple('innermost');
    for (let at = 39; at >= 0; at -= 1) inner = loop(`l${at}`, inner);
    await render(<Shown definition={{ name: 'deep', tasks: [inner] }} selected="innermost" />);
    await expect.element(crumbs).toMatchTextContent(/^deepl0…l38l39innermost$/);
    await crumbs.getByRole('button', { name: 'Go to 37 more blocks, the innermost l37' }).click();
    await expect.element(crumbs).toMatchTextContent(/^deepl0…l35l36l37$/);
  });

  test.each([700, 380])('keep their ends in %i pixels', async (width) => {
    await render(<Shown definition={shop} selected="sail" width={width} />);
    await expect.element(crumbs.getByRole('button', { name: 'Go to shop' })).toBeVisible();
    await expect.element(crumbs.getByText('sail')).toBeVisible();
    await expect.element(crumbs.getByText('route (sea)')).not.toBeVisible();
  });
});
