import '../styles.css';
import { useState, type ReactElement } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema, type Task } from '#contract/index.ts';
import { Room } from '../testing/room.tsx';
import { useRunGraph } from './use-run-graph.ts';
import { WorkflowGraph } from './workflow-graph.tsx';

const definition = {
  name: 'packing',
  tasks: [
    { name: 'plan', taskReferenceName: 'plan', type: 'SIMPLE' },
    { name: 'fan', taskReferenceName: 'fan', type: 'FORK_JOIN_DYNAMIC' },
    { name: 'meet', taskReferenceName: 'meet', type: 'JOIN' },
  ],
};

/** A run whose fork opened so many branches: done, but for those whose status is given by their number. */
function runOf(count: number, others: Readonly<Record<number, string>> = {}): readonly Task[] {
  const refs = Array.from({ length: count }, (_, at) => `pack_${at}`);
  const forkedTaskDefs = refs.map((ref) => ({ name: 'pack', taskReferenceName: ref, type: 'SIMPLE' }));
  const task = (referenceTaskName: string, status: string, seq: number, inputData = {}) => ({
    taskId: referenceTaskName,
    referenceTaskName,
    status,
    seq,
    inputData,
    startTime: 1_000,
    endTime: status === 'IN_PROGRESS' || status === 'SCHEDULED' ? 0 : 2_500,
    reasonForIncompletion: status === 'FAILED' ? 'no more boxes' : null,
  });
  return [
    task('plan', 'COMPLETED', 1),
    task('fan', 'COMPLETED', 2, { forkedTaskDefs }),
    ...refs.map((ref, at) => task(ref, others[at] ?? 'COMPLETED', at + 3)),
    task('meet', 'IN_PROGRESS', count + 3),
  ].map((each) => taskSchema.parse(each));
}

interface RunProps {
  readonly tasks: readonly Task[];
  readonly opening?: string;
  readonly onOpen?: () => void;
}

/** A run that keeps its selection as the page does: by the reference name of a branch. */
function Run({ tasks, opening, onOpen }: RunProps): ReactElement {
  const { graph, overlay } = useRunGraph(definition, tasks);
  const [selected, select] = useState<string | null>(opening ?? null);
  return (
    <>
      <Room>
        <WorkflowGraph
          graph={graph}
          overlay={overlay}
          selected={selected}
          focus="fan~branches"
          onSelect={(node, branch) => select(branch ?? node?.id ?? null)}
          onOpen={onOpen}
          ariaLabel="The run"
        />
      </Room>
      <output aria-label="Selected">{selected}</output>
    </>
  );
}

const head = () => page.getByRole('button', { name: /branches/ });
const cells = () => page.getByRole('listbox');
const cell = () => page.getByRole('option').filter({ hasText: /^branch/ });
const selected = () => page.getByLabelText('Selected');
const canvas = () => page.getByRole('application');

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await userEvent.keyboard(`{${key}}`);
}

async function enter(): Promise<void> {
  await head().click();
  await press('Enter');
  await expect.element(cells()).toHaveFocus();
}

/** As far as only the structure shows, each step after the last has glided to its end. */
async function zoomOut(): Promise<void> {
  for (const percent of ['80 %', '64 %', '51 %', '41 %', '33 %']) {
    await press('-');
    await expect.element(page.getByText(percent)).toBeVisible();
  }
}

/** The colour of a cell on the screen, somewhere at its edge, where no mark is. */
function colourOf(place: number): string {
  const element = cells().element().querySelector('canvas');
  const context = element?.getContext('2d');
  if (!element || !context) throw new Error('no canvas');
  const ratio = element.width / element.offsetWidth;
  const x = ((place % 20) * 18 + 3) * ratio;
  const y = (Math.floor(place / 20) * 18 + 7) * ratio;
  return [...context.getImageData(x, y, 1, 1).data].join(',');
}

describe('a matrix of branches', () => {
  test('says how many there are and how they went', async () => {
    await render(<Run tasks={runOf(5_000, { 17: 'FAILED', 4_000: 'FAILED', 20: 'IN_PROGRESS' })} />);
    await expect
      .element(head())
      .toHaveAccessibleName(/^5,000 branches Failed .*2 failed · 1 running · 4,997 done$/);
    await expect.element(cell()).toMatchTextContent('branch 18 of 5,000, pack_17, failed, 1.5 s');
  });

  test('jumps to the branch whose cell is clicked, those that failed first', async () => {
    await render(<Run tasks={runOf(5_000, { 17: 'FAILED', 4_000: 'FAILED', 20: 'IN_PROGRESS' })} />);
    await cells().click({ position: { x: 25, y: 8 } });
    await expect.element(selected()).toMatchTextContent('pack_4000');
    await expect.element(cell()).toHaveAttribute('aria-selected', 'true');
    await expect.element(page.getByText('Failed · 1.5 s · no more boxes')).toBeVisible();
    await cells().click({ position: { x: 43, y: 8 } });
    await expect.element(selected()).toMatchTextContent('pack_20');
    await head().click();
    await expect.element(selected()).toMatchTextContent('fan~branches');
  });

  test('jumps to a branch far down, to which one has scrolled', async () => {
    await render(<Run tasks={runOf(5_000)} />);
    cells().element().scrollTop = 3_000;
    await cells().click({ position: { x: 25, y: 8 } });
    await expect.element(selected()).toMatchTextContent('pack_3341');
    expect(cells().element().scrollTop).toBe(3_000);
  });

  test('opens at a branch far down, and shows its cell', async () => {
    await render(<Run tasks={runOf(5_000)} opening="pack_4321" />);
    await expect.element(cell()).toMatchTextContent(/^branch 4,322 of 5,000, pack_4321, completed/);
    await expect.element(cell()).toBeInViewport();
    await expect.element(head()).toHaveAttribute('aria-pressed', 'true');
  });

  test('names a branch at which one points', async () => {
    await render(<Run tasks={runOf(40)} />);
    await cells().hover({ position: { x: 3 * 18 + 6, y: 18 + 6 } });
    await expect.element(page.getByText('pack_23', { exact: true })).toBeVisible();
    await expect.element(page.getByText('Completed · 1.5 s')).toBeVisible();
  });

  test('is filtered by status and by name, and stays as large', async () => {
    await render(<Run tasks={runOf(200, { 17: 'FAILED', 120: 'FAILED', 20: 'IN_PROGRESS' })} />);
    const height = () => document.querySelector('[data-id="fan~branches"]')?.clientHeight;
    await expect.element(cells()).toBeVisible();
    const before = height();
    await expect.element(page.getByText('40 more below')).toBeVisible();
    const groups = page.getByLabelText('Status of the branches');
    const offered = [...groups.element().querySelectorAll('option')].map(({ textContent }) => textContent);
    expect(offered).toEqual(['All 200', '2 failed', '1 running', '197 done']);
    await groups.selectOptions('failed');
    await expect.element(page.getByText('2 of 200')).toBeVisible();
    await expect.element(page.getByText('40 more below')).not.toBeInTheDocument();
    await page.getByLabelText('Name of the branches').fill('_12');
    await expect.element(page.getByText('1 of 200')).toBeVisible();
    await expect.element(cell()).toMatchTextContent(/pack_120/);
    await page.getByLabelText('Name of the branches').fill('nobody');
    await expect.element(page.getByText('No branch matches')).toBeVisible();
    await expect.element(page.getByText('Point at a cell')).not.toBeInTheDocument();
    expect(height()).toBe(before);
  });

  test('is entered from the graph, walked by arrows, and left', async () => {
    const onOpen = vi.fn<() => void>();
    await render(<Run tasks={runOf(100, { 50: 'FAILED' })} onOpen={onOpen} />);
    await head().click();
    await expect.element(canvas()).toHaveFocus();
    await press(']');
    await expect.element(cells()).toHaveFocus();
    const current = () => cell().element().textContent;
    expect(current()).toMatch(/^branch 51 of 100, pack_50, failed/);
    await expect.element(cells()).toHaveAttribute('aria-activedescendant', cell().element().id);
    await press('ArrowRight', 'ArrowDown');
    expect(current()).toMatch(/^branch 21 of 100, pack_20/);
    await press('End');
    expect(current()).toMatch(/pack_99/);
    await expect.element(selected()).toMatchTextContent('fan~branches');
    await press('Enter');
    await expect.element(selected()).toMatchTextContent('pack_99');
    await expect.element(cells()).toHaveFocus();
    expect(onOpen).not.toHaveBeenCalled();
    await press('Enter');
    expect(onOpen).toHaveBeenCalledOnce();
    await press('Escape');
    await expect.element(canvas()).toHaveFocus();
    await expect.element(selected()).toMatchTextContent('pack_99');
    await press('ArrowDown');
    await expect.element(selected()).toMatchTextContent('meet');
  });

  test('lets its filter be reached from its cells, and typed in', async () => {
    await render(<Run tasks={runOf(100)} />);
    await enter();
    await userEvent.tab({ shift: true });
    await expect.element(page.getByLabelText('Name of the branches')).toHaveFocus();
    await userEvent.keyboard('_42f');
    await expect.element(page.getByText('0 of 100')).toBeVisible();
    await press('Backspace');
    await expect.element(cell()).toMatchTextContent(/pack_42/);
    await press('Enter');
    await expect.element(cells()).toHaveFocus();
  });

  test('takes whoever enters it from afar near, and gives the focus back when it goes out of sight', async () => {
    await render(<Run tasks={runOf(100)} />);
    await head().click();
    await zoomOut();
    await expect.element(canvas()).toHaveAttribute('data-graph-level', 'far');
    await press('Enter');
    await expect.element(cells()).toHaveFocus();
    await expect.element(page.getByText('100 %')).toBeVisible();
    await zoomOut();
    await expect.element(cells()).not.toBeInTheDocument();
    await expect.element(canvas()).toHaveFocus();
  });

  test('repaints when a status changes, moves nothing, and keeps cells in place under the pointer', async () => {
    const view = await render(<Run tasks={runOf(100, { 3: 'IN_PROGRESS' })} />);
    await expect.element(cells()).toBeVisible();
    const place = JSON.stringify(head().element().getBoundingClientRect());
    const running = colourOf(0);
    const done = colourOf(1);
    expect(running).not.toBe(done);
    await cells().hover({ position: { x: 100, y: 8 } });
    await view.rerender(<Run tasks={runOf(100, { 3: 'IN_PROGRESS', 70: 'FAILED' })} />);
    await expect.element(head()).toMatchTextContent(/1 failed/);
    expect([colourOf(0), colourOf(1)]).toEqual([running, done]);
    const failed = colourOf(70);
    await canvas().hover({ position: { x: 5, y: 5 } });
    await vi.waitFor(
      () => expect([colourOf(0), colourOf(1), colourOf(70)]).toEqual([failed, running, done]),
      { timeout: 10_000 },
    );
    expect(JSON.stringify(head().element().getBoundingClientRect())).toBe(place);
  });

  test.each(['SKIPPED', 'CANCELED', 'COMPLETED_WITH_ERRORS', 'FOO'])(
    'shows a branch that is %s',
    async (odd) => {
      await render(<Run tasks={runOf(12, { 4: odd, 5: 'SCHEDULED' })} />);
      const word = odd.replaceAll('_', ' ').toLowerCase();
      await page.getByLabelText('Name of the branches').fill('pack_4');
      await expect.element(cell()).toMatchTextContent(new RegExp(`pack_4, ${word}`));
      expect(colourOf(0)).not.toBe('0,0,0,0');
    },
  );

  test('has few elements in the document, however many branches it shows', async () => {
    await render(<Run tasks={runOf(5_000)} />);
    await expect.element(cells()).toBeVisible();
    expect(document.querySelectorAll('[data-id="fan~branches"] *').length).toBeLessThan(60);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect.element(canvas()).toHaveAttribute('data-graph-level', 'block');
    await expect.element(head()).toMatchTextContent(/5,000 branches.*5,000 done/);
    await expect.element(cells()).not.toBeInTheDocument();
  });
});

describe('the search in a run with a matrix', () => {
  const field = page.getByRole('combobox', { name: 'Search in the graph' });
  const found = page.getByRole('search').getByRole('status');

  test('goes from branch to branch, also those that were filtered out, and ends in the cells', async () => {
    await render(<Run tasks={runOf(300, { 7: 'FAILED', 20: 'FAILED' })} />);
    await page.getByRole('combobox').selectOptions('2 failed');
    await page.getByRole('button', { name: 'Search in the graph' }).click();
    await field.fill('pack_12');
    await expect.element(found).toMatchTextContent(/^11 found$/);
    await press('Enter');
    await expect.element(selected()).toMatchTextContent(/^pack_12$/);
    await expect.element(found).toMatchTextContent(/^1 of 11, branch 13 of 300, pack_12, completed/);
    await press('Enter');
    await expect.element(selected()).toMatchTextContent(/^pack_120$/);
    await expect.element(field).toHaveFocus();
    await press('Escape');
    await expect.element(cells()).toHaveFocus();
    await expect.element(cell()).toHaveAttribute('aria-selected', 'true');
    await expect.element(cell()).toMatchTextContent(/pack_120,/);
  });
});
