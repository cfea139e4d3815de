import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './scripts/chromium.ts';

// Everything runs on the built page. Specs start the servers they need on free ports (e2e/servers.ts).
export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'node_modules/.cache/playwright',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    launchOptions: chromiumLaunchOptions(),
    trace: 'retain-on-failure',
  },
});
