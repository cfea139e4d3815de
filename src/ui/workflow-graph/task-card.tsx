import type { Node, NodeProps } from '@xyflow/react';
import { TriangleAlert } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { taskTypeInfo, type GraphNode, type NodeRun } from '#graph/index.ts';
import { formatDuration } from '#lib/time.ts';
import { StatusGlyph } from '../status-icon.tsx';
import { statusInfo } from '../status-info.ts';
import { useTicking } from '../ticker.ts';
import classes from './card.module.css';
import { useGraphContext, useNodeState } from './graph-store.ts';
import { nodeTitle, spokenName } from './spoken-name.ts';
import { TypeIcon } from './type-icon.tsx';

export interface CardData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly domId: string;
}

export type CardNode = Node<CardData, 'card'>;

/** A task: what it is, and in a run how it went. */
export const TaskCard = memo(function TaskCard({ data }: NodeProps<CardNode>): ReactElement {
  const { node, domId } = data;
  const { select, open, isRun } = useGraphContext();
  const { run, isSelected } = useNodeState(node.id);
  const info = run === undefined ? undefined : statusInfo(run.status);
  const look = info?.tone ?? (isRun ? 'unreached' : 'plain');
  return (
    <button
      type="button"
      id={domId}
      className={classes['card']}
      data-look={look}
      data-kind={node.kind}
      data-breathing={info?.shape === 'spinner'}
      aria-label={spokenName(node, run, isRun)}
      aria-pressed={isSelected}
      tabIndex={-1}
      onClick={() => select(node)}
      onDoubleClick={() => open(node)}
    >
      <span className={classes['title']}>
        <TypeIcon family={node.kind === 'placeholder' ? 'fork' : taskTypeInfo(node.type).family} />
        <span className={classes['name']}>{nodeTitle(node)}</span>
        <span className={classes['meta']}>
          {run !== undefined && run.startTime > 0 && <CardTime from={run.startTime} to={run.endTime} />}
          {info !== undefined && <StatusGlyph shape={info.shape} tone={info.tone} />}
          {info === undefined && !isRun && node.problem !== '' && (
            <TriangleAlert className={classes['problem']} />
          )}
        </span>
      </span>
      <Detail node={node} run={run} isRun={isRun} />
    </button>
  );
});

interface CardTimeProps {
  readonly from: number;
  /** 0 while it runs. */
  readonly to: number;
}

/** How long it took, or takes so far. Steps that took no time worth naming name none. */
function CardTime({ from, to }: CardTimeProps): ReactElement | null {
  const text = useTicking((now) => {
    if (to > 0) return to - from < 50 ? '' : formatDuration(to - from);
    return now - from < 1_000 ? '' : formatDuration(Math.floor((now - from) / 1_000) * 1_000);
  });
  return text === '' ? null : <span className={classes['time']}>{text}</span>;
}

interface DetailProps {
  readonly node: GraphNode;
  readonly run: NodeRun | undefined;
  readonly isRun: boolean;
}

function Detail({ node, run, isRun }: DetailProps): ReactElement {
  if (node.problem !== '' && !isRun) {
    return <span className={`${classes['detail']} ${classes['problem']}`}>{node.problem}</span>;
  }
  const parts = [node.detail];
  if (run === undefined) {
    if (isRun) parts.splice(0, 1, 'not reached');
  } else {
    if (run.attempts > 1) parts.unshift(`try ${run.attempts}`);
    if (node.kind === 'loop' && run.iteration > 0) parts.unshift(`iteration ${run.iteration}`);
    if (run.members > 0) parts.unshift(`${run.ended} of ${run.members} ended`);
  }
  return <span className={classes['detail']}>{parts.join(' · ')}</span>;
}
