import { mermaidOf, partOfGraph } from '#graph/index.ts';
import { saveFile } from '#lib/save-file.ts';
import { formatCount } from '#lib/formats.ts';
import { fileName } from './file-name.ts';
import { reductionWords } from './picture-size.ts';
import { pngOf } from './png.ts';
import { printGraph } from './print.ts';
import { withSketch, type Look, type Subject } from './sketch.ts';
import { inSlices, type Work } from '#lib/slices.ts';

export type ExportKind = 'svg' | 'png' | 'mermaid' | 'print';

/** Takes a graph out of the page, and says in words what came of it; '' where that shows by itself. */
export async function exportGraph(kind: ExportKind, subject: Subject, work: Work): Promise<string> {
  switch (kind) {
    case 'svg':
      return saveSvg(subject, work);
    case 'png':
      return savePng(subject, work);
    case 'mermaid':
      return copyMermaid(subject, work);
    case 'print':
      await printGraph(subject, work);
      return '';
    default:
      return kind satisfies never;
  }
}

const ofPage: Look = { element: document.documentElement, ground: 'bg' };

async function saveSvg(subject: Subject, work: Work): Promise<string> {
  const blob = await withSketch(subject, ofPage, async ({ part, area, svg }) => svg(area, part, area, work));
  const name = fileNameOf(subject, 'svg');
  saveFile(name, blob);
  return `Saved ${name}`;
}

async function savePng(subject: Subject, work: Work): Promise<string> {
  const { blob, size } = await withSketch(subject, ofPage, async (sketch) =>
    pngOf(sketch, subject.taken, work),
  );
  const name = fileNameOf(subject, 'png');
  saveFile(name, blob);
  const reduction = reductionWords(size);
  return reduction === ''
    ? `Saved ${name}, ${formatCount(size.width)} × ${formatCount(size.height)} pixels`
    : `Saved ${name} at ${reduction}`;
}

function fileNameOf({ layout, runId, root }: Subject, ending: 'svg' | 'png'): string {
  return fileName({ graph: layout.graph, runId }, root, ending);
}

/** What Mermaid draws without being told otherwise. */
const mermaidLimits = { edges: 500, characters: 50_000 } as const;

async function copyMermaid({ layout, root }: Subject, work: Work): Promise<string> {
  const part = partOfGraph(layout.graph, root);
  const count = part.nodes.length + part.edges.length + part.crossEdges.length;
  const text = (await inSlices(mermaidOf(part, layout.direction), work, count)).join('');
  await navigator.clipboard.writeText(text).catch((error: unknown) => {
    throw new Error('The browser does not allow copying', { cause: error });
  });
  const isLarge =
    part.edges.length + part.crossEdges.length > mermaidLimits.edges ||
    text.length > mermaidLimits.characters;
  return isLarge
    ? 'Copied. Mermaid draws so large a graph only where maxEdges and maxTextSize are raised in its settings.'
    : 'Copied as Mermaid text';
}
