import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

// What depends on colours; all else is the same in both themes.
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** Nothing for axe to complain about, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  await showTheme(page, 'light');
  expect(await complaints(new AxeBuilder({ page }))).toEqual([]);
  await showTheme(page, 'dark');
  expect(await complaints(new AxeBuilder({ page }).withRules(rulesOfColour))).toEqual([]);
}

/** The page follows the system's theme a moment later, and colours may take their time to change. */
async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

async function complaints(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ html }) => html).join(' | ')}`);
}
