import { useState, type ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { buildGraph, layoutGraph } from '#graph/index.ts';
import { Notices } from '../notify.tsx';
import { Room } from '../testing/room.tsx';
import { ExportMenu } from './export-menu.tsx';

const simple = (ref: string) => ({ name: ref, taskReferenceName: ref, type: 'SIMPLE' });
const definition = {
  name: 'order <flow>',
  version: 3,
  tasks: [
    simple('first & "foremost"'),
    {
      ...simple('choose'),
      type: 'SWITCH',
      decisionCases: { yes: [simple('accept_заказ')] },
      defaultCase: [],
    },
    simple('last'),
  ],
};
const long = { name: 'long', tasks: Array.from({ length: 4_000 }, (_, at) => simple(`task_${at}`)) };

interface SampleProps {
  readonly of?: unknown;
  readonly selected?: string;
}

function Sample({ of = definition, selected = '' }: SampleProps): ReactElement {
  const [graph] = useState(() => buildGraph(of));
  const [layout] = useState(() => layoutGraph(graph));
  return (
    <Room>
      <ExportMenu
        layout={layout}
        runs={undefined}
        taken={undefined}
        runId={undefined}
        selected={graph.byId.get(selected) ?? null}
        title={`Graph of ${graph.name}`}
        caption={[`${graph.name} v3`]}
      />
      <Notices />
    </Room>
  );
}

interface SavedFile {
  readonly name: string;
  readonly content: Blob;
}

/** What was handed to the browser as a file. */
const saved: SavedFile[] = [];

beforeEach(() => {
  const contents = new Map<string, Blob>();
  vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
    const url = `blob:${contents.size}`;
    if (content instanceof Blob) contents.set(url, content);
    return url;
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    const content = contents.get(this.href);
    if (content !== undefined) saved.push({ name: this.download, content });
  });
});
afterEach(() => {
  saved.length = 0;
  vi.restoreAllMocks();
});

async function choose(item: string): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function savedFile(): Promise<SavedFile> {
  return vi.waitFor(
    () => {
      const file = saved[0];
      if (file === undefined) throw new Error('nothing was saved');
      return file;
    },
    { timeout: 15_000 },
  );
}

async function savedSvg(): Promise<Document> {
  const { content } = await savedFile();
  return new DOMParser().parseFromString(await content.text(), 'image/svg+xml');
}

describe('an SVG', () => {
  test('holds the graph with its colours, fonts and icons, and needs nothing from outside', async () => {
    await render(<Sample />);
    await choose('Save as SVG');
    const { name, content } = await savedFile();
    expect(name).toBe('order_flow_-v3.svg');
    await expect.element(page.getByText('Saved order_flow_-v3.svg')).toBeVisible();
    const text = await content.text();
    expect(text).not.toContain('var(');
    expect(text).toMatch(/url\(data:font\/woff2;base64,/);
    expect(text).not.toMatch(/url\((?!data:|#)/);
    const svg = await savedSvg();
    expect(svg.querySelector('parsererror')).toBeNull();
    expect(svg.querySelector('title')?.textContent).toBe('Graph of order <flow>');
    const names = [...svg.querySelectorAll('.name')].map(({ textContent }) => textContent);
    expect(names).toEqual(['first & "foremost"', 'choose', 'accept_заказ', 'last']);
    expect([...svg.querySelectorAll('.detail')].at(-1)?.textContent).toBe('order <flow> v3');
    for (const use of svg.querySelectorAll('use'))
      expect(svg.querySelector(use.getAttribute('href') ?? 'none')).not.toBeNull();
  });

  test('has of the fonts those whose characters it shows', async () => {
    await render(<Sample />);
    await choose('Save as SVG');
    const styles = (await savedSvg()).querySelector('style')?.textContent ?? '';
    const ranges = [...styles.matchAll(/font-family:"Inter Variable".*?unicode-range:([^;]*)/g)].map(
      ([, range = '']) => range,
    );
    expect(ranges.some((range) => range.includes('U+0-FF'))).toBe(true);
    expect(ranges.some((range) => range.includes('U+400-45F'))).toBe(true);
    expect(ranges.some((range) => range.includes('U+1F00-1FFF'))).toBe(false);
    // Times alone are in the other font, and a definition has none.
    expect(styles).not.toContain('font-family:"JetBrains Mono Variable"');
  });

  test('of what is selected holds that and what is inside it', async () => {
    await render(<Sample selected="choose" />);
    await choose('Save as SVG: choose');
    expect((await savedFile()).name).toBe('order_flow_-v3-choose.svg');
    const names = [...(await savedSvg()).querySelectorAll('.name')].map(({ textContent }) => textContent);
    expect(names).toEqual(['choose', 'accept_заказ']);
  });
});

describe('a PNG', () => {
  test('is twice as large as the drawing, and is drawn', async () => {
    await render(<Sample selected="last" />);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const item = page.getByRole('menuitem', { name: 'Save as PNG: last' });
    // All of it fits: there is nothing to warn of.
    await expect.element(item).not.toHaveAccessibleDescription();
    await item.click();
    const picture = await createImageBitmap((await savedFile()).content);
    // A card with its margins, and a line below as wide as an id needs.
    expect([picture.width, picture.height]).toEqual([2 * 320, 2 * (52 + 48 + 18)]);
    await expect.element(page.getByText('Saved order_flow_-v3-last.png, 640 × 236 pixels')).toBeVisible();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(picture, 0, 0);
    const pixels = context.getImageData(0, 0, picture.width, picture.height).data;
    // Ground, card, border, icon, text.
    expect(new Set(new Uint32Array(pixels.buffer)).size).toBeGreaterThan(10);
  });

  test('says at which size it is, where there is no larger one', async () => {
    await render(<Sample of={{ name: 'long', tasks: long.tasks.slice(0, 600) }} />);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const item = page.getByRole('menuitem', { name: 'Save as PNG' });
    await expect
      .element(item)
      .toHaveAccessibleDescription('About 35 % of life size, 112 × 16,000 px; SVG keeps every detail');
    await item.click();
    const picture = await createImageBitmap((await savedFile()).content);
    expect(picture.height).toBe(16_000);
    await expect
      .element(
        page.getByText(/^Saved long\S*\.png at 35 % of life size, 112 × 16,000 px; SVG keeps every detail$/),
      )
      .toBeVisible();
  });

  test('says so where the browser cannot make it', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((callback) => callback(null));
    await render(<Sample />);
    await choose('Save as PNG');
    await expect
      .element(page.getByText(/could not be exported: This browser cannot make a picture of/))
      .toBeVisible();
    expect(saved).toEqual([]);
  });

  test('shows how far it is, and can be called off', async () => {
    await render(<Sample of={long} />);
    await choose('Save as PNG');
    await expect.element(page.getByRole('progressbar', { name: 'Export' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel the export' }).click();
    await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: 'Export', exact: true })).toHaveFocus();
    await choose('Copy as Mermaid text');
    expect(saved).toEqual([]);
  });
});

describe('Mermaid text', () => {
  test('is copied', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await render(<Sample selected="choose" />);
    await choose('Copy as Mermaid text: the whole graph');
    await expect.element(page.getByText('Copied as Mermaid text')).toBeVisible();
    expect(write.mock.lastCall?.[0]).toMatch(/^flowchart TD\n {2}n0\(\["Start"\]\)/);
    await choose('Copy as Mermaid text: choose');
    await vi.waitFor(() => expect(write.mock.lastCall?.[0]).not.toContain('Start'), { timeout: 10_000 });
  });

  test('says so where the browser does not allow copying', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('NotAllowedError'));
    await render(<Sample />);
    await choose('Copy as Mermaid text');
    await expect.element(page.getByText(/The browser does not allow copying/)).toBeVisible();
  });
});

describe('a print', () => {
  test('is a document of its own in the colours of paper, and goes when it is printed', async () => {
    await render(<Sample of={{ name: 'long', tasks: long.tasks.slice(0, 60) }} />);
    await choose('Print');
    const frame = await vi.waitFor(() => {
      const found = document.querySelector<HTMLIFrameElement>('iframe[data-print]');
      if (!found?.contentDocument?.querySelector('section')) throw new Error('not filled yet');
      return found;
    });
    const { contentDocument: paper, contentWindow: window } = frame;
    expect(paper?.title).toBe('Graph of long');
    expect(paper?.querySelector('script')).toBeNull();
    expect(paper?.querySelector('p')?.textContent).toBe('long v3');
    // A chain stands in columns, and so needs no second page.
    expect(paper?.querySelectorAll('section')).toHaveLength(1);
    expect([...(paper?.images ?? [])].map(({ alt }) => alt).slice(0, 2)).toEqual([
      'Graph of long, part 1 of page 1',
      'Graph of long, part 2 of page 1',
    ]);
    await vi.waitFor(
      () => {
        window?.dispatchEvent(new Event('afterprint'));
        expect(document.querySelector('iframe[data-print]')).toBeNull();
      },
      { timeout: 10_000 },
    );
  });
});
