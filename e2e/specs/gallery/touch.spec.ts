import { expect, galleryTest as test } from '../../fixtures.ts';

test.use({ hasTouch: true });

test('a graph is moved with one finger, zoomed with two, and a tap selects', async ({ gallery, page }) => {
  await gallery.open('fork', 'down');
  const card = gallery.graph.getByRole('button', { name: /^charge_card/ });
  await expect(card).toBeVisible();
  const session = await page.context().newCDPSession(page);
  const boxOf = async () => (await card.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  /** Fingers that go from one place to another, each by so much to the right and down. */
  const move = async (...ways: readonly (readonly [number, number])[]): Promise<void> => {
    const { x, y } = await boxOf();
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      const touchPoints = ways.map(([right, down], id) => ({
        x: x + 100 + 20 * id + right * share,
        y: y + 20 + down * share,
        id,
      }));
      await session.send('Input.dispatchTouchEvent', {
        type: share === 0 ? 'touchStart' : 'touchMove',
        touchPoints,
      });
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };

  const before = await boxOf();
  await move([-60, 40]);
  await expect.poll(async () => Math.round((await boxOf()).x - before.x)).toBe(-60);
  expect(Math.round((await boxOf()).y - before.y)).toBe(40);
  await expect(card).toHaveAttribute('aria-pressed', 'false');

  await move([-5, 0], [5, 0]);
  await expect.poll(async () => Math.round(((await boxOf()).width / before.width) * 10)).toBe(15);

  const { x, y } = await boxOf();
  await page.touchscreen.tap(x + 60, y + 20);
  await expect(card).toHaveAttribute('aria-pressed', 'true');
});
