import { useStoreApi } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { isSelectable, overlaps, type Box, type GraphLayout } from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { nodeTitle } from './spoken-name.ts';
import { visibleArea } from './view.ts';

/** How long the window over the drawing stands still before it is said what it shows, in milliseconds. */
const still = 300;

/** What a map shows, for those who cannot see it: how much there is, and what of it is in the window. */
export function mapWords({ nodes }: GraphLayout, area: Box): string {
  const tasks = nodes.filter(({ node }) => isSelectable(node));
  const seen = tasks.filter((placed) => overlaps(area, placed));
  const [first, last] = [seen[0], seen.at(-1)];
  const all = formatCount(tasks.length);
  if (first === undefined || last === undefined) return `Overview map: the window shows none of ${all} tasks`;
  const names =
    first === last ? nodeTitle(first.node) : `${nodeTitle(first.node)} to ${nodeTitle(last.node)}`;
  const count = seen.length === tasks.length ? `all ${all}` : `${formatCount(seen.length)} of ${all}`;
  return `Overview map: the window shows ${count} tasks, ${names}`;
}

/** The same for the window as it is now; empty until it stands still for the first time. */
export function useMapWords(layout: GraphLayout): string {
  const flow = useStoreApi();
  const [words, setWords] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const request = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { transform, width, height } = flow.getState();
        const [x, y, zoom] = transform;
        setWords(mapWords(layout, visibleArea({ x, y, zoom }, { width, height })));
      }, still);
    };
    request();
    const stop = flow.subscribe(request);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [flow, layout]);
  return words;
}
