import { parseExecutionPath, paths } from '#lib/paths.ts';
import { createPreference, usePreference } from '#lib/preference.ts';

// A build of its own carries the engine and nothing else: there the demo is all there is.
const demoBuild = import.meta.env.MODE === 'demo';

const preference = createPreference<'off' | 'on'>('conductor-ui.demo', ['off', 'on']);

/** Whether the page talks to an engine inside this browser instead of a server. */
export function isDemo(): boolean {
  return demoBuild || preference.get() === 'on';
}

export function useDemo(): boolean {
  const choice = usePreference(preference);
  return demoBuild || choice === 'on';
}

/** Whether there is a server to go back to. */
export const canLeaveDemo = !demoBuild;

/** Switches to the engine inside the browser. The page is loaded anew: nothing of the server may linger. */
export function enterDemo(): void {
  preference.set('on');
  startOver();
}

/** Goes back to the server. */
export function leaveDemo(): void {
  preference.set('off');
  startOver();
}

/** An execution of the one side is unknown to the other: there the list is the place to go on. */
function startOver(): void {
  if (parseExecutionPath(location.pathname) === undefined) location.reload();
  else location.assign(paths.executions());
}

/** Starts the engine inside the browser, or clears away what an earlier demo left; rejects when it cannot start. */
export async function prepareDemo(): Promise<void> {
  if (isDemo()) {
    const { startDemo } = await import('#mocks/browser.ts');
    await startDemo();
    return;
  }
  if (!('serviceWorker' in navigator)) return;
  const cleared = clearAway(navigator.serviceWorker);
  // Otherwise nothing stands between this page and the server, and there is nothing to wait for.
  if (navigator.serviceWorker.controller !== null) await cleared;
}

async function clearAway(workers: ServiceWorkerContainer): Promise<void> {
  const registrations = await workers.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
}
