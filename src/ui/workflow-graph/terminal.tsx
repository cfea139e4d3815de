import type { Node, NodeProps } from '@xyflow/react';
import { memo, type ReactElement } from 'react';
import { StatusGlyph } from '../status-icon.tsx';
import spoken from '../spoken.module.css';
import classes from './card.module.css';
import { useGraphContext, useNodeState } from './graph-store.ts';

interface TerminalData extends Record<string, unknown> {
  readonly kind: 'start' | 'end' | 'failure';
  readonly label: string;
  /** More about it; '' where the label says all. */
  readonly title: string;
}

export type TerminalNode = Node<TerminalData, 'terminal'>;

/** Where the workflow begins or ends, and what runs when it fails. */
export const Terminal = memo(function Terminal({ id, data }: NodeProps<TerminalNode>): ReactElement {
  const { kind, label, title } = data;
  const { isRun } = useGraphContext();
  const { run } = useNodeState(id);
  const look = run !== undefined ? 'reached' : isRun && kind !== 'failure' ? 'unreached' : 'plain';
  return (
    <div className={classes['terminal']} data-look={look} title={title === '' ? undefined : title}>
      <span>{label}</span>
      {kind === 'end' && look === 'reached' && <StatusGlyph shape="check" tone="completed" size={12} />}
      {kind === 'end' && look === 'unreached' && <span className={spoken['only']}>, not reached</span>}
    </div>
  );
});
