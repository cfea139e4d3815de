import { formatCount } from '#lib/formats.ts';
import { placesOf, visibleIn, withRim } from '../scene.ts';
import { captionLine } from './caption.ts';
import { dataUrlOf } from './data-url.ts';
import { footHeight, pagesOf, pieceGap } from './paper.ts';
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
  await withSketch(subject, look, async ({ part, drawn: area, svg }) => {
    const { pieces, scale, isLandscape, perPage, isBeside } = pagesOf(area);
    style.textContent += `@page{size:${isLandscape ? 'landscape' : 'portrait'};margin:10mm}
      body{margin:0;color:#666;font:11px sans-serif}
      section{break-after:page;break-inside:avoid}
      section:last-child{break-after:auto}
      div{display:flex;flex-direction:${isBeside ? 'row' : 'column'};justify-content:safe center;gap:${pieceGap}px}
      img{display:block;flex:none;max-width:100%;max-height:calc(100vh - ${footHeight}px);margin:0 auto}
      p{height:16px;margin:${footHeight - 16}px 0 0;text-align:right}`;
    const places = placesOf(part);
    const quiet = { ...work, onProgress: () => undefined };
    const filled = pieces.map((piece) => ({ piece, visible: visibleIn(places, withRim(piece)) }));
    const wanted = filled.filter(({ visible }) => visible.nodes.length > 0 || visible.edges.length > 0);
    const count = Math.ceil(wanted.length / perPage);
    for (let page = 1; page <= count; page += 1) {
      const sheet = paper.createElement('div');
      for (const { piece, visible } of wanted.slice((page - 1) * perPage, page * perPage)) {
        const image = paper.createElement('img');
        image.alt = `${subject.title}, part ${sheet.childElementCount + 1} of page ${page}`;
        const size = { width: piece.width * scale, height: piece.height * scale };
        image.src = await dataUrlOf(await svg(piece, visible, size, quiet));
        sheet.append(image);
        await image.decode();
      }
      const section = paper.createElement('section');
      section.append(sheet);
      const foot = paper.createElement('p');
      const number = count > 1 ? [`${formatCount(page)} of ${formatCount(count)}`] : [];
      foot.textContent = captionLine([...subject.caption, ...number]);
      section.append(foot);
      paper.body.append(section);
      work.onProgress(page / count);
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
