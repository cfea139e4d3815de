import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '#ui/styles.css';
import { card, shop, Shown } from '#ui/workflow-graph/testing/shown-graph.tsx';
import { Providers } from '../providers.tsx';
import { Shell } from './shell.tsx';

const dialog = page.getByRole('dialog');
const field = dialog.getByRole('textbox', { name: 'Find anything' });
const copied = vi.fn<() => string>(() => 'the link');

beforeEach(async () => {
  await page.viewport(1200, 800);
  localStorage.clear();
  vi.stubGlobal('fetch', async () => Response.json({}));
});

async function openPage(): Promise<void> {
  const graph = <Shown definition={shop} link={copied} />;
  const router = createMemoryRouter([
    {
      Component: Shell,
      children: [
        { path: '/', element: graph },
        { path: '/executions', element: <h1>Executions</h1> },
      ],
    },
  ]);
  await render(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  );
  await expect.element(card(/^check/)).toBeVisible();
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function ask(text: string): Promise<void> {
  await userEvent.keyboard('{Control>}k{/Control}');
  await field.fill(text);
}

test('the palette finds the tasks of the page by name and type, and goes there', async () => {
  await openPage();
  await ask('worker sail');
  await expect.element(dialog.getByRole('button', { name: /^sail/ })).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: /^check/ })).not.toBeInTheDocument();
  await userEvent.keyboard('{Enter}');
  await expect.element(card(/^sail/)).toHaveAttribute('aria-pressed', 'true');
  await expect.element(card(/^sail/)).toBeInViewport();
});

test('the palette copies the link to the task that is selected', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await openPage();
  await ask('copy link');
  await expect.element(dialog.getByText('Nothing is called that.')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await card(/^check/).click();
  await ask('copy link');
  await dialog.getByRole('button', { name: 'Copy link to the selected task' }).click();
  await expect.element(page.getByText('Copied the link to this task')).toBeVisible();
  expect(write.mock.lastCall?.[0]).toBe('the link');
});

test('on a page without tasks it offers none', async () => {
  await openPage();
  await ask('executions');
  await dialog.getByRole('button', { name: 'Go to executions' }).click();
  await expect.element(page.getByRole('heading', { name: 'Executions' })).toBeVisible();
  await ask('sail');
  await expect.element(dialog.getByText('Nothing is called that.')).toBeVisible();
});

test('an execution is offered for what can be an id, and with a doubt where it may be a name', async () => {
  await openPage();
  await ask('right_sub_of_it');
  await expect.element(dialog.getByText('Nothing is called that.')).toBeVisible();
  await field.fill('order-48121');
  await expect
    .element(dialog.getByRole('button', { name: 'Open execution order-48121 If there is one with this id' }))
    .toBeVisible();
  await field.fill('af115c6f-d6c9-3581-adfe-0e89d8cc0647');
  await expect
    .element(
      dialog.getByRole('button', {
        name: 'Open execution af115c6f-d6c9-3581-adfe-0e89d8cc0647',
        exact: true,
      }),
    )
    .toBeVisible();
});
