import { placesOf, visibleIn } from '../scene.ts';
import { dataUrlOf } from './data-url.ts';
import { pagesOf } from './paper.ts';
import { withSketch, type Look, type Subject } from './sketch.ts';
import type { Work } from '#lib/slices.ts';

/** Prints a graph from a document of its own, without the page around it, in the colours for paper. */
export async function printGraph(subject: Subject, work: Work): Promise<void> {
  document.querySelector('iframe[data-print]')?.remove();
  const frame = document.createElement('iframe');
  frame.dataset['print'] = '';
  frame.title = `Print of ${subject.title}`;
  frame.ariaHidden = 'true';
  frame.tabIndex = -1;
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0';
  frame.srcdoc = '<!doctype html><html lang="en" data-mantine-color-scheme="light"></html>';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const { contentDocument: paper, contentWindow: window } = frame;
  if (paper === null || window === null) throw new Error('This browser cannot print from a page');
  try {
    paper.title = subject.title;
    await fill(paper, subject, work);
    window.addEventListener('afterprint', () => frame.remove());
    window.print();
  } catch (error) {
    frame.remove();
    throw error;
  }
}

async function fill(paper: Document, subject: Subject, work: Work): Promise<void> {
  const style = paper.createElement('style');
  style.textContent = tokenRules();
  paper.head.append(style);
  const look: Look = { element: paper.documentElement, ground: 'surface' };
  await withSketch(subject, look, async ({ part, area, svg }) => {
    const { areas, scale, isLandscape } = pagesOf(area);
    style.textContent += `@page{size:${isLandscape ? 'landscape' : 'portrait'};margin:10mm}
      body{margin:0}
      img{display:block;max-width:100%;max-height:100vh;margin:0 auto}
      img+img{break-before:page}`;
    const places = placesOf(part);
    const quiet = { ...work, onProgress: () => undefined };
    for (const [at, page] of areas.entries()) {
      const visible = visibleIn(places, page);
      work.onProgress(at / areas.length);
      if (visible.nodes.length === 0 && visible.edges.length === 0) continue;
      const image = paper.createElement('img');
      image.alt = `${subject.title}, part ${at + 1} of ${areas.length}`;
      const size = { width: page.width * scale, height: page.height * scale };
      image.src = await dataUrlOf(await svg(page, visible, size, quiet));
      paper.body.append(image);
      await image.decode();
    }
  });
}

/** The rules that give the tokens of both themes their values. */
function tokenRules(): string {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSStyleRule && rule.selectorText.startsWith(':root'))
    .map((rule) => rule.cssText)
    .join('\n');
}
