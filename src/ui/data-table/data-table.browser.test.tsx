import { useState, type ReactElement } from 'react';
import { MantineProvider } from '@mantine/core';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '#ui/styles.css';
import { DataTable } from './data-table.tsx';
import type { DataColumn, TableSort } from './table-types.ts';

interface Fruit {
  readonly id: string;
  readonly weight: number;
}

const columns: readonly DataColumn<Fruit>[] = [
  { id: 'id', header: 'Name', width: '200px', cell: (fruit) => fruit.id, sortValue: (fruit) => fruit.id },
  { id: 'weight', header: 'Weight', width: '1fr', cell: (fruit) => fruit.weight },
];

function fruits(from: number, to: number): Fruit[] {
  return Array.from({ length: to - from }, (_, at) => ({
    id: `fruit-${String(from + at).padStart(5, '0')}`,
    weight: at,
  }));
}

interface HarnessProps {
  readonly rows: readonly Fruit[];
  readonly onOpen?: (fruit: Fruit) => void;
  readonly onSelect?: (ids: ReadonlySet<string>) => void;
  readonly onEndReached?: () => void;
}

function Harness({ rows, onOpen, onSelect, onEndReached }: HarnessProps): ReactElement {
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useState<TableSort>();
  return (
    <MantineProvider>
      <div style={{ height: 400, display: 'flex', flexDirection: 'column' }}>
        <DataTable
          label="Fruits"
          rows={rows}
          columns={columns}
          rowId={(fruit) => fruit.id}
          selection={selection}
          onSelectionChange={(ids) => {
            setSelection(ids);
            onSelect?.(ids);
          }}
          sort={sort}
          onSortChange={setSort}
          {...(onOpen === undefined ? {} : { onOpen })}
          {...(onEndReached === undefined ? {} : { onEndReached })}
        />
      </div>
    </MantineProvider>
  );
}

function row(name: string): ReturnType<typeof page.getByRole> {
  return page.getByRole('row', { name: new RegExp(name) });
}

function scroller(): HTMLElement {
  const element = page.getByRole('grid').element().parentElement;
  if (element === null) throw new Error('the grid stands alone');
  return element;
}

test('draws only the rows in view of a long list, and says how long it is', async () => {
  await render(<Harness rows={fruits(0, 10_000)} />);
  await expect.element(row('fruit-00000')).toBeVisible();
  expect(page.getByRole('row').elements().length).toBeLessThan(40);
  await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
});

test('arrows move, End jumps, Enter opens', async () => {
  const onOpen = vi.fn<(fruit: Fruit) => void>();
  await render(<Harness rows={fruits(0, 1_000)} onOpen={onOpen} />);
  await expect.element(row('fruit-00000')).toBeVisible();
  (row('fruit-00000').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'fruit-00002' }));
  await userEvent.keyboard('{End}');
  await expect.element(row('fruit-00999')).toHaveFocus();
  await userEvent.keyboard('{Home}');
  await expect.element(row('fruit-00000')).toHaveFocus();
});

test('Space selects the row, the heading all of them', async () => {
  const onSelect = vi.fn<(ids: ReadonlySet<string>) => void>();
  await render(<Harness rows={fruits(0, 3)} onSelect={onSelect} />);
  await expect.element(row('fruit-00000')).toBeVisible();
  (row('fruit-00000').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown} ');
  expect([...(onSelect.mock.lastCall?.[0] ?? [])]).toEqual(['fruit-00001']);
  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).click();
  expect([...(onSelect.mock.lastCall?.[0] ?? [])].sort()).toEqual([
    'fruit-00000',
    'fruit-00001',
    'fruit-00002',
  ]);
});

test('a click with Shift selects the range from the last click', async () => {
  const onSelect = vi.fn<(ids: ReadonlySet<string>) => void>();
  const onOpen = vi.fn<() => void>();
  await render(<Harness rows={fruits(0, 6)} onSelect={onSelect} onOpen={onOpen} />);
  await page.getByRole('checkbox', { name: 'Select fruit-00001' }).click();
  await page.getByRole('checkbox', { name: 'Select fruit-00004' }).click({ modifiers: ['Shift'] });
  expect(onSelect.mock.lastCall?.[0]?.size).toBe(4);
  expect(onOpen).not.toHaveBeenCalled();
});

test('a refresh that puts rows above moves neither what one reads nor the focus', async () => {
  const { rerender } = await render(<Harness rows={fruits(100, 400)} />);
  await expect.element(row('fruit-00100')).toBeVisible();
  scroller().scrollTop = 36 * 50;
  await expect.element(row('fruit-00155')).toBeInViewport();
  (row('fruit-00155').element() as HTMLElement).focus();
  const before = row('fruit-00155').element().getBoundingClientRect().top;
  await rerender(<Harness rows={fruits(90, 400)} />);
  await expect.poll(() => scroller().scrollTop).toBe(36 * 60);
  await expect.element(row('fruit-00155')).toHaveFocus();
  expect(row('fruit-00155').element().getBoundingClientRect().top).toBeCloseTo(before, 0);
});

test('asks for more near the end', async () => {
  const onEndReached = vi.fn<() => void>();
  await render(<Harness rows={fruits(0, 200)} onEndReached={onEndReached} />);
  await expect.element(row('fruit-00000')).toBeVisible();
  expect(onEndReached).not.toHaveBeenCalled();
  scroller().scrollTop = 36 * 180;
  await vi.waitFor(() => expect(onEndReached).toHaveBeenCalled(), { timeout: 10_000 });
});

test('a heading sorts, and says so', async () => {
  await render(<Harness rows={fruits(0, 3)} />);
  const heading = page.getByRole('columnheader', { name: 'Name' });
  await page.getByRole('button', { name: 'Name' }).click();
  await expect.element(heading).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: 'Name' }).click();
  await expect.element(heading).toHaveAttribute('aria-sort', 'descending');
  await expect.element(page.getByRole('row').nth(1)).toHaveTextContent('fruit-000022');
});
