import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { ConductorApi } from './conductor-api.ts';
import { startServer, type RunningServer } from './servers.ts';

interface WorkerFixtures {
  /** One server a Playwright worker: specs use workflow names of their own. */
  server: RunningServer;
}

interface TestFixtures {
  api: ConductorApi;
  /** Fails the test on a script error, a console error or a violated content security policy. */
  quiet: undefined;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.page),
  api: async ({ server }, use) => use(new ConductorApi(server.api)),
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // The browser itself reports each failed request; specs provoke those.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          errors.push(message.text());
      });
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

/** Nothing for axe to complain about, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${colorScheme}: ${id} at ${nodes.map(({ html }) => html).join(' | ')}`),
    ).toEqual([]);
  }
}

export { expect };
