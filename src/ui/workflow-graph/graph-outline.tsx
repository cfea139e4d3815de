import { X } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import { outlineRows, type GraphLayout, type GraphNode } from '#graph/index.ts';
import { ToolButton } from '../tool-button.tsx';
import classes from './graph-outline.module.css';
import { OutlineTree } from './outline-tree.tsx';

export interface GraphOutlineProps {
  readonly layout: GraphLayout;
  readonly selected: GraphNode | null;
  /** The case of a decision that a task is in. */
  readonly caseOf: (node: GraphNode) => string;
  /** Whether it was opened just now, and not found open. */
  readonly takesFocus: boolean;
  readonly onSelect: (node: GraphNode) => void;
  /** Gives the focus back to the graph. */
  readonly onLeave: () => void;
  readonly onSearch: () => void;
  readonly onClose: () => void;
}

/** The tasks of the workflow as a tree, one to a line: the same selection, and the same blocks folded. */
export function GraphOutline(props: GraphOutlineProps): ReactElement {
  const { layout, onClose } = props;
  const { graph, folded } = layout;
  const rows = useMemo(() => outlineRows(graph, folded), [graph, folded]);
  return (
    <section className={classes['outline']} aria-label="Outline">
      <div className={classes['head']}>
        <h2>Outline</h2>
        <ToolButton
          label="Close the outline"
          shortcut="o"
          icon={<X size={14} aria-hidden />}
          onClick={onClose}
        />
      </div>
      {rows.length === 0 ? (
        <p className={classes['empty']}>The workflow has no tasks.</p>
      ) : (
        <OutlineTree {...props} rows={rows} />
      )}
    </section>
  );
}
