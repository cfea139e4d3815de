import { chromium, type Browser } from 'playwright';
import { chromiumLaunchOptions } from '../scripts/chromium.ts';
import { blocks } from '#graph/testing/blocks.ts';
import { cold, shownAfter } from './browser.ts';
import { median, seconds, type Figure } from './figures.ts';
import { withServer } from './server.ts';

const rounds = 3;

/** The executions list from a cold page in headless Chromium. */
export async function measurePage(): Promise<Figure[]> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    return await withServer(async ({ page, api }) => {
      return [await measureList(browser, page, api)];
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
        shownAfter(page, `${address}/executions`, '[role=row] [href^="/execution/"]'),
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

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}
