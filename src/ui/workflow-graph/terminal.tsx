import type { Node, NodeProps } from '@xyflow/react';
import { memo, type ReactElement } from 'react';
import classes from './card.module.css';

interface TerminalData extends Record<string, unknown> {
  readonly label: string;
}

export type TerminalNode = Node<TerminalData, 'terminal'>;

/** Where the workflow begins or ends. */
export const Terminal = memo(function Terminal({ data }: NodeProps<TerminalNode>): ReactElement {
  return <div className={classes['terminal']}>{data.label}</div>;
});
