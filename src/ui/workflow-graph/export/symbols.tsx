import { ArrowUpRight, TriangleAlert } from 'lucide-react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Direction } from '#graph/index.ts';
import { StatusGlyph } from '../../status-icon.tsx';
import { TypeIcon } from '../type-icon.tsx';
import type { UsedIcons } from './svg-card.ts';
import type { Tokens } from './svg-style.ts';

/** From the icons' own squares to those on a card. */
const typeScale = 14 / 24;
const turns = { down: 180, right: 90 } as const;

/** Icons as SVG definitions, drawn once by the very components that draw them in the page. */
export function iconSymbols({ families, shapes }: UsedIcons, tokens: Tokens, direction: Direction): string {
  const host = document.createElement('div');
  const root = createRoot(host);
  flushSync(() =>
    root.render(
      <>
        {[...families].map((family) => (
          <i key={family} id={`type-${family}`}>
            <TypeIcon family={family} />
          </i>
        ))}
        <i id="problem">
          <TriangleAlert />
        </i>
        <i id="exit">
          <ArrowUpRight />
        </i>
        {[...shapes].map((shape) => (
          <i key={shape} id={`status-${shape}`}>
            <StatusGlyph shape={shape} tone="idle" />
          </i>
        ))}
      </>,
    ),
  );
  const symbols = [...host.children].map(({ id, firstElementChild: svg }) => {
    const content = (svg?.innerHTML ?? '').replaceAll(/var\(--([\w-]+)\)/g, (_, name: string) =>
      tokens(name),
    );
    const stroke = svg?.getAttribute('stroke-width') ?? '';
    return `<g id="${id}"${attributesOf(id, stroke, direction)}>${content}</g>`;
  });
  root.unmount();
  return symbols.join('\n');
}

function attributesOf(id: string, strokeWidth: string, direction: Direction): string {
  if (id.startsWith('status-')) return '';
  // As card.module.css turns them.
  const turn = id === 'type-fork' || id === 'type-join' ? `rotate(${turns[direction]} 7 7) ` : '';
  return [
    '',
    `transform="${turn}scale(${typeScale})"`,
    'fill="none"',
    'stroke="currentColor"',
    `stroke-width="${strokeWidth}"`,
    'stroke-linecap="round"',
    'stroke-linejoin="round"',
  ].join(' ');
}
