import { existsSync } from 'node:fs';

const systemBrowsers = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The system's Chromium, if there is one; otherwise Playwright falls back to the browser it downloaded. */
export function systemChromium(): string | undefined {
  return systemBrowsers.find((path) => path !== undefined && existsSync(path));
}

/** Launch options shared by the browser tests, the end-to-end tests and the measurements. */
export function chromiumLaunchOptions(): { executablePath?: string; args: string[] } {
  const executablePath = systemChromium();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Tests run as root in containers, and must not depend on anything outside the machine.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
