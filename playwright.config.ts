import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './scripts/chromium.ts';

const conductor = process.env['CONDUCTOR_URL'];

// Everything runs on the built page. Specs start the servers they need on free ports (e2e/servers.ts).
export default defineConfig({
  outputDir: 'node_modules/.cache/playwright',
  fullyParallel: true,
  workers: 2,
  // A browser on a busy machine is not always on time; `npm test` names every test that needed the second try.
  retries: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: chromiumLaunchOptions(),
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'server', testDir: 'e2e/specs/server' },
    { name: 'demo', testDir: 'e2e/specs/demo' },
    // Its pictures say more than a trace, which would cost more than the tests.
    { name: 'gallery', testDir: 'e2e/specs/gallery', use: { trace: 'off' } },
    // Only where there is a Conductor to put the page in front of: `npm run e2e:conductor` sees to that.
    ...(conductor === undefined ? [] : [{ name: 'conductor', testDir: 'e2e/specs/conductor' }]),
  ],
});
