import { shapeGroups } from '#features/gallery/shapes/index.ts';
import { expectAccessible } from '../../accessibility.ts';
import { expect, galleryTest as test } from '../../fixtures.ts';

const shapes = shapeGroups.flatMap((group) => group.shapes);

// To be looked at by a person, see CONTRIBUTING.md.
const pictures = 'test-results/gallery';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const direction of ['down', 'right'] as const) {
    test(`every shape stands, ${colorScheme}, ${direction}`, async ({ gallery, page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await gallery.open(shapes[0]?.id ?? '', direction);
      for (const { id, title, marks = [] } of shapes) {
        await test.step(title, async () => {
          await gallery.show(title);
          await expect(gallery.heading(title)).toBeVisible();
          await expect(gallery.graph).toHaveAccessibleName(`Graph of ${title}`);
          await expect(gallery.graph.locator('.react-flow__node').first()).toBeVisible();
          expect.soft(await gallery.overlaps(), title).toEqual([]);
          for (const words of marks) await expect.soft(gallery.marked(words).first(), title).toBeVisible();
          const name = `${pictures}/${colorScheme}-${direction}/${id}`;
          await page.screenshot({ path: `${name}.png` });
          // What lies where is the same in both themes.
          if (colorScheme === 'dark') return;
          await gallery.fit.click();
          if (await gallery.isWhole()) return;
          await page.screenshot({ path: `${name}-whole.png` });
        });
      }
    });
  }
}

for (const id of ['nested', 'every-type', 'run-statuses', 'run-loop', 'bad-long-names', 'bad-scripts']) {
  test(`axe finds nothing in ${id}`, async ({ gallery, page }) => {
    await gallery.open(id, 'down');
    await expect(gallery.graph.getByRole('button').first()).toBeVisible();
    await expectAccessible(page);
  });
}
