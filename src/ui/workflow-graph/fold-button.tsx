import { Minus, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { GraphNode } from '#graph/index.ts';
import { formatCount, formatQuantity } from '#lib/formats.ts';
import classes from './card.module.css';
import { useGraphContext } from './graph-store.ts';

export interface FoldButtonProps {
  readonly node: GraphNode;
  readonly title: string;
}

/** On the edge of a block's card: folds what is inside it, or shows it again. Keys do the same from the graph. */
export function FoldButton({ node, title }: FoldButtonProps): ReactElement | null {
  const { blocks } = useGraphContext();
  const fold = blocks.foldOf(node);
  if (fold === null) return null;
  const { isOpen, hidden } = fold;
  const verb = isOpen ? 'Fold' : 'Unfold';
  return (
    <button
      type="button"
      className={classes['fold']}
      // With the number that one sees, so that what is said to the page matches.
      aria-label={hidden > 0 ? `${verb} ${title}, ${formatQuantity(hidden, 'task')}` : `${verb} ${title}`}
      aria-expanded={isOpen}
      title={`${verb} (e)`}
      tabIndex={-1}
      onClick={() => blocks.toggle(node)}
    >
      <span className={classes['pill']}>
        {isOpen ? <Minus size={12} aria-hidden /> : <Plus size={12} aria-hidden />}
        {hidden > 0 && <span>{formatCount(hidden)}</span>}
      </span>
    </button>
  );
}
