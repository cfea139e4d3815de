import { useState, type ReactElement } from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema, type Task } from '#contract/index.ts';
import { buildGraph, overlayRun, type RunOverlay, type WorkflowGraph } from '#graph/index.ts';
import { canvas, card, focusCanvas, loop, press, shop, Shown, simple } from './testing/shown-graph.tsx';

const field = page.getByRole('combobox', { name: 'Search in the graph' });
const found = page.getByRole('search').getByRole('status');
const list = page.getByRole('listbox', { name: 'Found tasks' });
const options = list.getByRole('option');

const ran = (ref: string, seq: number, rest: object = {}): Task =>
  taskSchema.parse({ taskId: `${ref}${seq}`, referenceTaskName: ref, status: 'COMPLETED', seq, ...rest });

beforeEach(() => localStorage.clear());

async function searchFor(text: string): Promise<void> {
  await focusCanvas();
  await press('/');
  await field.fill(text);
}

describe('the list of what a search has found', () => {
  test('names each task and says why it is one of them', async () => {
    await render(<Shown definition={shop} />);
    await expect.element(list).not.toBeInTheDocument();
    await searchFor('fragile');
    await expect.element(options.first()).toMatchTextContent(/^checkin its input: note = fragile$/);
    await expect.element(field).toHaveAttribute('aria-expanded', 'true');
    await field.fill('drive');
    await expect.element(options).toMatchTextContent(/^driveWorker task$/);
    await field.fill('drive_task');
    await expect.element(options).toMatchTextContent(/^drivecalled drive_task$/);
    await field.fill('nothing like it');
    await expect.element(list).not.toBeInTheDocument();
    await expect.element(field).toHaveAttribute('aria-expanded', 'false');
  });

  test('says what is not searched: the sub-workflows that are not opened', async () => {
    const sub = { ...simple('pack'), type: 'SUB_WORKFLOW', subWorkflowParam: { name: 'packing' } };
    await render(<Shown definition={{ ...shop, tasks: [...shop.tasks, sub] }} />);
    const foot = page.getByRole('search').getByRole('paragraph');
    await searchFor('drive');
    await expect.element(foot).toMatchTextContent(/^1 sub-workflow not opened is not searched$/);
    await field.fill('nothing like it');
    await expect.element(found).toMatchTextContent(/^none; 1 sub-workflow not opened is not searched$/);
    await field.fill('');
    await expect.element(foot).not.toBeInTheDocument();
  });

  test('is walked with the arrows, and Enter goes to where they are', async () => {
    await render(<Shown definition={shop} />);
    await searchFor('_task');
    await expect.element(field).not.toHaveAttribute('aria-activedescendant');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await expect.element(options.nth(2)).toHaveAttribute('aria-selected', 'true');
    await expect.element(field).toHaveAttribute('aria-activedescendant', options.nth(2).element().id);
    await expect.element(card(/^fly/)).toHaveAttribute('aria-pressed', 'false');
    await press('Enter');
    await expect.element(card(/^fly/)).toHaveAttribute('aria-pressed', 'true');
    await expect.element(found).toMatchTextContent(/^3 of 7, fly/);
    await expect.element(field).toHaveFocus();
    await press('Enter');
    await expect.element(found).toMatchTextContent(/^4 of 7/);
    await press('ArrowUp', 'ArrowUp', 'Enter');
    await expect.element(found).toMatchTextContent(/^2 of 7/);
    await press('Escape');
    await expect.element(list).not.toBeInTheDocument();
    await expect.element(canvas).toHaveFocus();
  });

  test('is gone to by a click, and the focus stays in the field', async () => {
    await render(<Shown definition={shop} />);
    await searchFor('fragile');
    await options.nth(1).click();
    await expect.element(card(/^bill/)).toHaveAttribute('aria-pressed', 'true');
    await expect.element(options.nth(1)).toHaveAttribute('aria-selected', 'true');
    await expect.element(field).toHaveFocus();
  });

  test('makes room when one goes on to the graph, and is there again in the field', async () => {
    await render(<Shown definition={shop} />);
    await searchFor('fragile');
    await focusCanvas();
    await expect.element(list).not.toBeInTheDocument();
    await expect.element(card(/^check/)).toHaveAttribute('data-hit', 'true');
    await press('/');
    await expect.element(list).toBeVisible();
  });

  test('draws only the lines in view, and the one that the keys are at', async () => {
    const long = { name: 'long', tasks: Array.from({ length: 3_000 }, (_, at) => simple(`t${at}`)) };
    await render(<Shown definition={long} />);
    await searchFor('_task');
    await expect.element(found).toMatchTextContent(/^3,000 found$/);
    await expect.element(options.first()).toBeVisible();
    await press('ArrowUp');
    await expect.element(list.getByRole('option', { selected: true })).toMatchTextContent(/^t2999/);
    expect(options.elements().length).toBeLessThan(40);
  });
});

function Iterated({
  definition,
  tasks,
}: {
  readonly definition: unknown;
  readonly tasks: readonly Task[];
}): ReactElement {
  const [run] = useState((): { graph: WorkflowGraph; overlay: RunOverlay } => {
    const graph = buildGraph(definition);
    return { graph, overlay: overlayRun(graph, tasks) };
  });
  return <Shown definition={definition} {...run} />;
}

describe('the search in the inputs of a run', () => {
  const definition = { name: 'loops', tasks: [simple('first'), loop('each', simple('pack'))] };
  const tasks = [
    ran('first', 1, { inputData: { request: { parcel: 'P-1' } } }),
    ran('pack__1', 2, { iteration: 1, inputData: { orderId: 4711 } }),
    ran('pack__2', 3, { iteration: 2, status: 'FAILED', inputData: { orderId: 4712 } }),
  ];

  test('finds what a task was given, and says where in it', async () => {
    await render(<Iterated definition={definition} tasks={tasks} />);
    await searchFor('p-1');
    await expect.element(found).toMatchTextContent(/^1 found$/);
    await expect
      .element(options)
      .toMatchTextContent(/^first, Completed, in its input: request.parcel = P-1$/);
    await expect.element(card(/^first/)).toHaveAttribute('data-hit', 'true');
  });

  test('shows the first that is found, though it is far away and found only after a while', async () => {
    const steps = Array.from({ length: 60 }, (_, at) => simple(`t${at}`));
    const last = ran('t50', 1, { inputData: { parcel: 'far away' } });
    await render(<Iterated definition={{ name: 'long', tasks: steps }} tasks={[last]} />);
    await searchFor('far away');
    await expect.element(card(/^t50/)).toBeInViewport();
    await expect.element(card(/^t50/)).toHaveAttribute('aria-pressed', 'false');
  });

  test('finds it in an iteration that is not shown', async () => {
    await render(<Iterated definition={definition} tasks={tasks} />);
    await searchFor('4711');
    await expect
      .element(options)
      .toMatchTextContent(/^pack, Completed, .*in its input, iteration 1: orderId = 4711$/);
    await press('Enter');
    await expect.element(card(/^pack/)).toHaveAttribute('aria-pressed', 'true');
  });
});
