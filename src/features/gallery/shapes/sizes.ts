import { blocks, chain, fan, nest } from '#graph/testing/blocks.ts';
import { formatCount } from '#lib/formats.ts';
import type { Shape } from './shape.ts';

const block = (tasks: number): Shape => ({
  id: `size-${tasks}`,
  title: `${formatCount(tasks)} tasks`,
  note: 'The same 15 tasks again and again: a decision, a fork and an HTTP call.',
  definition: () => blocks(tasks),
});

export const sizeShapes: readonly Shape[] = [
  block(60),
  block(1_200),
  block(10_005),
  block(49_995),
  {
    id: 'size-chain',
    title: 'One chain of 2,000',
    note: 'One task after the other.',
    definition: () => chain(2_000),
  },
  { id: 'size-fan', title: 'One fan of 5,000', note: 'All side by side.', definition: () => fan(5_000) },
  {
    id: 'size-nest',
    title: '40 levels of nesting',
    note: 'A fork, a decision and a loop by turns, each inside the one before.',
    definition: () => nest(40),
  },
];
