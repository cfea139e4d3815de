import { chromium, type Browser, type Page } from 'playwright';
import { chromiumLaunchOptions } from '../scripts/chromium.ts';
import { blocks } from '#graph/testing/blocks.ts';
import { median, seconds, type Figure } from './figures.ts';
import { withServer } from './server.ts';

const rounds = 3;
/** Quiet this long counts as settled. */
const quietMs = 400;

const graphs = [
  { tasks: 60, conductor: '4.9 s', budget: '', frames: '21' },
  { tasks: 150, conductor: '5.8 s', budget: '0.7 s', frames: '12' },
  { tasks: 600, conductor: '14.0 s', budget: '0.8 s', frames: '2.3' },
  { tasks: 1_200, conductor: '24.6 s', budget: '1.0 s', frames: '1.2' },
] as const;

/** The executions list and definitions of several sizes, each from a cold page in headless Chromium. */
export async function measurePage(): Promise<Figure[]> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    return await withServer(async ({ page, api }) => {
      const figures = [await measureList(browser, page, api)];
      for (const graph of graphs) figures.push(...(await measureGraph(browser, page, api, graph)));
      return figures;
    });
  } finally {
    await browser.close();
  }
}

async function measureList(browser: Browser, address: string, api: string): Promise<Figure> {
  const definition = blocks(15);
  await post(`${api}/api/metadata/workflow`, definition);
  for (let run = 0; run < 200; run++)
    await post(`${api}/api/workflow/${definition.name}`, { id: run, kind: 'a' });
  const shown: number[] = [];
  for (let round = 0; round < rounds; round++) {
    shown.push(
      await cold(browser, async (page) =>
        shownAfter(page, `${address}/executions`, 'role=row[name=/bench_15/]'),
      ),
    );
  }
  return {
    what: 'executions list, cold, until rows show',
    ours: seconds(median(shown)),
    conductor: '2.6-3.6 s',
    budget: '0.6 s',
  };
}

async function measureGraph(
  browser: Browser,
  address: string,
  api: string,
  { tasks, conductor, budget, frames }: (typeof graphs)[number],
): Promise<Figure[]> {
  const definition = blocks(tasks);
  await post(`${api}/api/metadata/workflow`, definition);
  const settled: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await cold(browser, async (page) => {
      await shownAfter(page, `${address}/workflowDef/${definition.name}`, 'css=.react-flow__node >> nth=0');
      settled.push(await untilQuiet(page));
      rates.push(await framesWhilePanning(page));
    });
  }
  return [
    { what: `definition of ${tasks} tasks until settled`, ours: seconds(median(settled)), conductor, budget },
    {
      what: `frames per s while panning ${tasks} tasks`,
      ours: median(rates).toFixed(0),
      conductor: frames,
      budget: '55',
    },
  ];
}

/** A page of a browser that has nothing cached. */
async function cold<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watchActivity);
  try {
    return await work(page);
  } finally {
    await context.close();
  }
}

async function shownAfter(page: Page, url: string, selector: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(selector).first().waitFor();
  return page.evaluate(() => performance.now());
}

declare global {
  interface Window {
    /** When the page last changed its document or blocked its main thread. */
    lastActivity: number;
  }
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
async function untilQuiet(page: Page): Promise<number> {
  await page.waitForFunction((quiet) => performance.now() - window.lastActivity > quiet, quietMs, {
    polling: 50,
  });
  return page.evaluate(() => window.lastActivity);
}

async function framesWhilePanning(page: Page): Promise<number> {
  const box = await page.locator('css=.react-flow__pane').boundingBox();
  if (box === null) throw new Error('the graph has no pane to pan');
  const counting = page.evaluate(
    (milliseconds) =>
      new Promise<number>((resolve) => {
        let frames = 0;
        const begin = performance.now();
        const next = () => {
          frames++;
          const elapsed = performance.now() - begin;
          if (elapsed < milliseconds) requestAnimationFrame(next);
          else resolve((frames * 1000) / elapsed);
        };
        requestAnimationFrame(next);
      }),
    3_000,
  );
  await page.mouse.move(box.x + 40, box.y + box.height / 2);
  await page.mouse.down();
  const begin = performance.now();
  while (performance.now() - begin < 3_000) {
    const phase = (performance.now() - begin) / 3_000;
    await page.mouse.move(box.x + 40 + 100 * Math.sin(phase * 12), box.y + box.height / 2 - 300 * phase);
  }
  await page.mouse.up();
  return counting;
}

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}
