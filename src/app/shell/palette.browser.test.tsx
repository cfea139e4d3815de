import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import '#ui/styles.css';
import { Providers } from '../providers.tsx';
import { Shell } from './shell.tsx';

const field = page.getByRole('dialog').getByRole('textbox', { name: 'Find anything' });

// In a file of its own, and without a second try: only the first palette of a page waits for its code.
test('what is typed before the palette has come stands in its field', { retry: 0 }, async () => {
  const router = createMemoryRouter([{ path: '*', Component: Shell }]);
  await render(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  );
  await expect.element(page.getByRole('main')).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}workflowx{Backspace}s?');
  await expect.element(field).toHaveValue('workflows?');
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard(' a');
  await expect.element(field).toHaveValue('workflows? a');
});
