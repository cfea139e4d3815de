import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Room } from '#ui/testing/room.tsx';
import { PanelTitle } from './panel-title.tsx';

const title = page.getByRole('heading');
const heightOf = () => title.element().getBoundingClientRect().height;

test('a very long name takes a few lines until all of it is wanted', async () => {
  await render(
    <Room width={400}>
      <PanelTitle title={'long name '.repeat(200)} />
    </Room>,
  );
  await expect.element(title).toBeVisible();
  const cut = heightOf();
  expect(cut).toBeLessThan(100);
  await page.getByRole('button', { name: 'The whole name' }).click();
  await expect.poll(heightOf).toBeGreaterThan(300);
  await page.getByRole('button', { name: 'Less of the name' }).click();
  await expect.poll(heightOf).toBe(cut);
});

test('a usual name stands as it is', async () => {
  await render(
    <Room>
      <PanelTitle title="check_stock" />
    </Room>,
  );
  await expect.element(title).toBeVisible();
  await expect.element(page.getByRole('button')).not.toBeInTheDocument();
});
