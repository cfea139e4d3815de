import type { Node, NodeProps } from '@xyflow/react';
import { memo, type ReactElement } from 'react';
import classes from './card.module.css';

interface TerminalData extends Record<string, unknown> {
  readonly label: string;
  /** More about it; '' where the label says all. */
  readonly title: string;
}

export type TerminalNode = Node<TerminalData, 'terminal'>;

/** Where the workflow begins or ends, and what runs when it fails. */
export const Terminal = memo(function Terminal({ data }: NodeProps<TerminalNode>): ReactElement {
  return (
    <div className={classes['terminal']} title={data.title === '' ? undefined : data.title}>
      <span>{data.label}</span>
    </div>
  );
});
