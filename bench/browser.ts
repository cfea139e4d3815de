import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';

/** Quiet this long counts as settled. */
const quietMs = 400;
const gestureMs = 2_000;

/** A page of a browser that has nothing cached, in a window that is there already. */
export async function cold<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await windowAtRest(browser);
  await page.addInitScript(watchActivity);
  try {
    return await work(page);
  } finally {
    await context.close();
  }
}

/**
 * A new context is a new window, for whose own parts Chromium fetches 400 files from itself and works for a second:
 * nobody waits for that who follows a link. The page's own process, cache and compiled code begin as cold as before.
 */
async function windowAtRest(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const cpuSpent = async (): Promise<number> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  let before = await cpuSpent();
  for (let look = 0; look < 40; look += 1) {
    await sleep(250);
    const spent = await cpuSpent();
    if (spent - before < 0.02) break;
    before = spent;
  }
  await session.detach();
}

/** Milliseconds from the start of the navigation until something is laid out, in the frame that shows it. */
export async function shownAfter(page: Page, url: string, selector: string): Promise<number> {
  // By the page itself: an answer to a question from here would wait for whatever runs after that frame.
  await page.addInitScript(watchFor, selector);
  await page.goto(url, { waitUntil: 'commit' });
  const shown = await page.waitForFunction(() => window.shownAt, null, { polling: 50, timeout: 120_000 });
  return Number(await shown.jsonValue());
}

declare global {
  interface Window {
    /** When the page last changed its document or blocked its main thread. */
    lastActivity: number;
    /** When what is waited for was shown first. */
    shownAt?: number;
  }
}

function watchFor(selector: string): void {
  const look = (): void => {
    const rects = document.querySelector(selector)?.getClientRects() ?? [];
    if (rects.length > 0) window.shownAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function watchActivity(): void {
  window.lastActivity = 0;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      window.lastActivity = Math.max(window.lastActivity, startTime + duration);
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver(() => (window.lastActivity = performance.now())).observe(document, {
    subtree: true,
    childList: true,
  });
}

/** Milliseconds from the start of the navigation to the last activity before a quiet spell. */
export async function untilQuiet(page: Page): Promise<number> {
  await page.waitForFunction((quiet) => performance.now() - window.lastActivity > quiet, quietMs, {
    polling: 50,
    timeout: 120_000,
  });
  return page.evaluate(() => window.lastActivity);
}

export interface Frames {
  readonly perSecond: number;
  /** Of twenty frames, the longest but one takes no longer than this, in milliseconds. */
  readonly p95: number;
}

/** Counts frames while something is done again and again; `phase` goes from 0 to 1. */
export async function frames(page: Page, gesture: (phase: number) => Promise<void>): Promise<Frames> {
  const counting = page.evaluate(
    (milliseconds) =>
      new Promise<number[]>((resolve) => {
        const lengths: number[] = [];
        const begin = performance.now();
        let last = begin;
        const next = () => {
          const now = performance.now();
          lengths.push(now - last);
          last = now;
          if (now - begin < milliseconds) requestAnimationFrame(next);
          else resolve(lengths);
        };
        requestAnimationFrame(next);
      }),
    gestureMs,
  );
  const begin = performance.now();
  for (let now = begin; now - begin < gestureMs; now = performance.now())
    await gesture((now - begin) / gestureMs);
  const lengths = await counting;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const sorted = lengths.toSorted((a, b) => a - b);
  return {
    perSecond: (lengths.length * 1000) / total,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
  };
}

/** Megabytes that are in use after the garbage is gone, and how much is in the document. */
export async function weight(page: Page): Promise<{ megabytes: number; nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return {
    megabytes: usedSize / 1e6,
    nodes: await page.evaluate(() => document.querySelectorAll('*').length),
  };
}
