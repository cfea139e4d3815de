import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { systemChromium } from './chromium.ts';
import { run, runNode } from './run.ts';

/** Whether tests have a browser: the system's, else Playwright's own, else Debian's package; installs what is missing. */
export async function ensureChromium(): Promise<boolean> {
  if (systemChromium() !== undefined || existsSync(chromium.executablePath())) return true;

  console.log('No Chromium found: asking Playwright for its own.');
  await runNode([
    'node_modules/@playwright/test/cli.js',
    'install',
    '--with-deps',
    '--only-shell',
    'chromium',
  ]);
  if (existsSync(chromium.executablePath())) return true;

  console.log('That failed: asking Debian for its package.');
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = [...sudo, 'apt-get'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const words of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ]) {
    const [program = 'apt-get', ...args] = [...apt, ...words];
    await run(program, args, env);
  }
  if (systemChromium() !== undefined) return true;
  console.error('No Chromium could be installed. Install one and set CHROMIUM_PATH to it.');
  return false;
}
