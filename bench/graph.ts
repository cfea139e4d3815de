import { chromium, type Browser, type Page } from 'playwright';
import { buildGraph, layoutGraph } from '#graph/index.ts';
import { blocks, chain, fan, nest } from '#graph/testing/blocks.ts';
import { chromiumLaunchOptions } from '../scripts/chromium.ts';
import { Api } from './api.ts';
import { cold, frames, shownAfter, untilQuiet, weight, type Frames } from './browser.ts';
import { median, seconds, type Figure } from './figures.ts';
import { withServer } from './server.ts';

const rounds = 3;

interface Shape {
  readonly what: string;
  readonly definition: { readonly name: string };
  /** What Conductor's own page needs: until shown and settled, while panning, and what it holds. */
  readonly conductor?: { readonly time: string; readonly panning: string; readonly weight: string };
  readonly layout?: string;
  readonly settled?: string;
  readonly heap?: string;
  /** So large that only its time is asked for. */
  readonly timeOnly?: boolean;
}

const shapes: readonly Shape[] = [
  {
    what: '60 tasks',
    definition: blocks(60),
    conductor: { time: '4.5 s, 4.9 s', panning: '21 per s, p95 150 ms', weight: '3,797, 53 MB' },
  },
  {
    what: '150 tasks',
    definition: blocks(150),
    conductor: { time: '4.7 s, 5.8 s', panning: '12 per s, p95 267 ms', weight: '8,591, 70 MB' },
    settled: '0.7 s',
  },
  {
    what: '600 tasks',
    definition: blocks(600),
    conductor: { time: '9.0 s, 14.0 s', panning: '2.3 per s, p95 1.9 s', weight: '32,561, 153 MB' },
    settled: '0.8 s',
  },
  {
    what: '1,200 tasks',
    definition: blocks(1_200),
    conductor: { time: '13.8 s, 24.6 s', panning: '1.2 per s, p95 5.3 s', weight: '64,521, 264 MB' },
    settled: '1.0 s',
  },
  {
    what: '3,000 tasks',
    definition: blocks(3_000),
    conductor: { time: '34.7 s, 68.6 s', panning: '0.2 per s, p95 27 s', weight: '160,401, 599 MB' },
  },
  {
    what: '10,005 tasks',
    definition: blocks(10_005),
    layout: '50 ms',
    settled: '1.5 s',
    heap: '100 MB',
  },
  { what: '49,995 tasks', definition: blocks(49_995), settled: '5 s', timeOnly: true },
  { what: 'a chain of 5,000', definition: chain(5_000) },
  { what: 'a fan of 5,000', definition: fan(5_000) },
  { what: '40 levels of nesting', definition: nest(40) },
];

/** Graphs of many shapes and sizes, each from a cold page in headless Chromium. */
export async function measureGraphs(): Promise<Figure[]> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    return await withServer(async ({ page, api: address }) => {
      const api = new Api(address);
      const figures: Figure[] = [];
      for (const shape of shapes) {
        console.log(`  ${shape.what}`);
        await api.call('POST', '/api/metadata/workflow', shape.definition);
        figures.push(...layoutFigures(shape), ...(await pageFigures(browser, page, shape)));
        if (shape.conductor !== undefined) figures.push(await statusFigure(browser, page, api, shape));
      }
      api.close();
      return figures;
    });
  } finally {
    await browser.close();
  }
}

function layoutFigures({ what, definition, layout = '' }: Shape): readonly Figure[] {
  const built: number[] = [];
  const placed: number[] = [];
  for (let round = 0; round < 7; round++) {
    const begin = performance.now();
    const graph = buildGraph(definition);
    const middle = performance.now();
    layoutGraph(graph);
    built.push(middle - begin);
    placed.push(performance.now() - middle);
  }
  return [
    { what: `${what}: reading`, ours: `${median(built).toFixed(1)} ms`, conductor: '', budget: '' },
    { what: `${what}: layout`, ours: `${median(placed).toFixed(1)} ms`, conductor: '', budget: layout },
  ];
}

async function pageFigures(browser: Browser, address: string, shape: Shape): Promise<readonly Figure[]> {
  const { what, definition, conductor, settled = '', heap = '', timeOnly = false } = shape;
  const times: { shown: number; quiet: number }[] = [];
  const further: Figure[] = [];
  for (let round = 0; round < rounds; round++) {
    await cold(browser, async (page) => {
      const url = `${address}/workflowDef/${definition.name}`;
      const shown = await shownAfter(page, url, '.react-flow__node');
      // The text comes last.
      await page.locator('css=.view-line').first().waitFor();
      times.push({ shown, quiet: await untilQuiet(page) });
      if (round > 0 || timeOnly) return;
      const { megabytes, nodes } = await weight(page);
      further.push({
        what: `${what}: in the document, heap`,
        ours: `${nodes.toLocaleString('en')}, ${megabytes.toFixed(0)} MB`,
        conductor: conductor?.weight ?? '',
        budget: heap,
      });
      further.push(await searchFigure(page, what), ...(await movingFigures(page, shape)));
    });
  }
  const time = [median(times.map(({ shown }) => shown)), median(times.map(({ quiet }) => quiet))];
  return [
    {
      what: `${what}: shown, settled`,
      ours: time.map(seconds).join(', '),
      conductor: conductor?.time ?? '',
      budget: settled,
    },
    ...further,
  ];
}

async function movingFigures(page: Page, { what, conductor }: Shape): Promise<readonly Figure[]> {
  const near = conductor?.panning ?? '';
  const figures = [
    moving(`${what}: panning, near`, await panning(page), near),
    moving(`${what}: zooming, near`, await zooming(page), ''),
  ];
  await page.getByRole('button', { name: 'Fit the whole graph' }).click();
  await untilQuiet(page);
  return [
    ...figures,
    moving(`${what}: panning, whole`, await panning(page), ''),
    moving(`${what}: zooming, whole`, await zooming(page), ''),
  ];
}

function moving(what: string, { perSecond, p95 }: Frames, conductor: string): Figure {
  const ours = `${perSecond.toFixed(0)} per s, p95 ${p95.toFixed(0)} ms`;
  return { what, ours, conductor, budget: '55 per s' };
}

async function paneMiddle(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('css=.react-flow__pane').boundingBox();
  if (box === null) throw new Error('the graph has no pane');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function panning(page: Page): Promise<Frames> {
  const { x, y } = await paneMiddle(page);
  // Beside the cards, which take no part in dragging.
  await page.mouse.move(x - 250, y);
  await page.mouse.down();
  const counted = await frames(page, (phase) =>
    page.mouse.move(x - 250 + 100 * Math.sin(phase * 12), y - 300 * phase),
  );
  await page.mouse.up();
  return counted;
}

async function zooming(page: Page): Promise<Frames> {
  const { x, y } = await paneMiddle(page);
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  const counted = await frames(page, (phase) => page.mouse.wheel(0, Math.sin(phase * 12) < 0 ? 30 : -30));
  await page.keyboard.up('Control');
  return counted;
}

/** From Enter in the search field until the task is painted as selected; typing is not part of it. */
async function searchFigure(page: Page, what: string): Promise<Figure> {
  await page.getByRole('application').first().focus();
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search in the graph' });
  await field.fill('worker');
  await untilQuiet(page);
  const found = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        setTimeout(() => resolve(Number.NaN), 20_000);
        let begin = 0;
        addEventListener('keydown', () => (begin = performance.now()), { capture: true, once: true });
        const observer = new MutationObserver(() => {
          if (document.querySelector('.react-flow__node [aria-pressed=true]') === null) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
  );
  await field.press('Enter');
  const time = await found;
  return { what: `${what}: selected by search`, ours: `${time.toFixed(0)} ms`, conductor: '', budget: '' };
}

/** From the answer with a new status until the card is painted with it. */
async function statusFigure(browser: Browser, address: string, api: Api, shape: Shape): Promise<Figure> {
  const { name } = shape.definition;
  const id = await api.call('POST', `/api/workflow/${name}`, { kind: 'a' });
  const time = await cold(browser, async (page) => {
    const card = '.react-flow__node[data-id="b0_first"] button';
    await shownAfter(page, `${address}/execution/${id}`, card);
    await untilQuiet(page);
    const painted = page.evaluate(
      ([selector, path]) =>
        new Promise<number>((resolve) => {
          setTimeout(() => resolve(Number.NaN), 60_000);
          const observer = new MutationObserver(() => {
            if (document.querySelector(selector)?.getAttribute('data-look') !== 'completed') return;
            observer.disconnect();
            requestAnimationFrame(() =>
              setTimeout(() => {
                const answers = performance
                  .getEntriesByType('resource')
                  .filter((each) => each.name.includes(path));
                const last = answers.at(-1);
                const end = last instanceof PerformanceResourceTiming ? last.responseEnd : Number.NaN;
                resolve(performance.now() - end);
              }),
            );
          });
          observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        }),
      [card, `/api/workflow/${id}`] as const,
    );
    const polled: { taskId: string } = JSON.parse(await api.call('GET', '/api/tasks/poll/task_first'));
    await api.call('POST', '/api/tasks', {
      taskId: polled.taskId,
      workflowInstanceId: id,
      status: 'COMPLETED',
      outputData: {},
    });
    return painted;
  });
  return {
    what: `${shape.what}: status change to paint`,
    ours: `${time.toFixed(0)} ms`,
    conductor: '',
    budget: '',
  };
}
