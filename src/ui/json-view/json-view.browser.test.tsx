import { MantineProvider } from '@mantine/core';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { parseJson } from '#lib/json.ts';
import '#ui/styles.css';
import { JsonView } from './json-view.tsx';

const order = parseJson(
  '{"id":9223372036854775807,"customer":{"name":"Ana","address":{"city":"Lisbon"}},"lines":[{"sku":"A-1"}]}',
);

async function show(value: unknown): Promise<void> {
  await render(
    <MantineProvider>
      <div style={{ height: 300, display: 'flex', flexDirection: 'column' }}>
        <JsonView value={value} label="Input" root="charge.input" />
      </div>
    </MantineProvider>,
  );
}

function item(name: string): ReturnType<typeof page.getByRole> {
  return page.getByRole('treeitem', { name: new RegExp(`^${name}: `) });
}

test('shows big integers exactly, and deep branches closed', async () => {
  await show(order);
  await expect.element(page.getByText('9223372036854775807')).toBeVisible();
  await expect.element(item('address')).toHaveAttribute('aria-expanded', 'false');
  await expect.element(page.getByText(/Lisbon/)).not.toBeInTheDocument();
});

test('a click opens a branch; arrows walk, close and leave it', async () => {
  await show(order);
  await item('address').click();
  await expect.element(page.getByText(/Lisbon/)).toBeVisible();
  (item('address').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(item('city')).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(item('address')).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(page.getByText(/Lisbon/)).not.toBeInTheDocument();
});

test('search opens the way to what it finds', async () => {
  await show(order);
  await page.getByRole('textbox', { name: 'Search in Input' }).fill('lisb');
  await expect.element(page.getByText('1 of 1')).toBeVisible();
  await expect.element(item('city')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search in Input' }).fill('nowhere');
  await expect.element(page.getByText('none')).toBeVisible();
});

test('copies a path as the expression that a definition would use', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await show(order);
  await item('name').hover();
  await item('name').getByRole('button', { name: 'Copy path' }).click();
  expect(writeText).toHaveBeenLastCalledWith('${charge.input.customer.name}');
  await item('id').hover();
  await item('id').getByRole('button', { name: 'Copy value' }).click();
  expect(writeText).toHaveBeenLastCalledWith('9223372036854775807');
});

test('the raw text is exact', async () => {
  await show(order);
  await page.getByRole('button', { name: 'Show the raw text' }).click();
  const text = page.getByRole('textbox', { name: 'Input' }).element() as HTMLTextAreaElement;
  expect(text.value).toContain('"id": 9223372036854775807');
});

test('asks before it shows more than a megabyte', async () => {
  await show({ blob: 'x'.repeat(1_200_000) });
  await expect.element(page.getByText(/Input has 1.2 MB/)).toBeVisible();
  await page.getByRole('button', { name: 'Show it' }).click();
  await expect.element(item('blob')).toBeVisible();
});
