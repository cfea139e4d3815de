import type { Node, NodeProps } from '@xyflow/react';
import { ArrowUpRight, TriangleAlert } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { taskTypeInfo, type GraphNode } from '#graph/index.ts';
import { StatusGlyph } from '../status-icon.tsx';
import { statusInfo } from '../status-info.ts';
import spoken from '../spoken.module.css';
import { CardTime } from './running-time.tsx';
import parts from './card-parts.module.css';
import classes from './card.module.css';
import { FoldButton } from './fold-button.tsx';
import { useGraphContext, useNodeState } from './graph-store.ts';
import { LoopNav } from './loop-nav.tsx';
import { detailLine, isExit, nodeTitle, shownProblem, spokenIcons } from './spoken-name.ts';
import { TypeIcon } from './type-icon.tsx';

interface CardData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly domId: string;
}

export type CardNode = Node<CardData, 'card'>;

/** A task: what it is, and in a run how it went. */
export const TaskCard = memo(function TaskCard({ data }: NodeProps<CardNode>): ReactElement {
  const { node, domId } = data;
  const { select, open, isRun, noteOf, blocks, loops, showIteration } = useGraphContext();
  const { run, isSelected, isHit } = useNodeState(node.id);
  const info = run === undefined ? undefined : statusInfo(run.status);
  const detail = noteOf(node) || detailLine(node, run, isRun);
  const loop = loops.get(node.id);
  // Folded, a loop has no room for it: the next card follows at once.
  const isPaged = loop !== undefined && loop.latest > 1 && blocks.foldOf(node)?.isOpen !== false;
  const isWrong = shownProblem(node, run, isRun) !== '';
  const look = info?.tone ?? (isRun ? 'unreached' : 'plain');
  return (
    <>
      <button
        type="button"
        id={domId}
        className={`${parts['card']} ${classes['card']}`}
        data-look={look}
        data-kind={node.kind}
        data-hit={isHit}
        data-breathing={info?.shape === 'spinner'}
        title={`${nodeTitle(node)}\n${detail}`}
        aria-pressed={isSelected}
        tabIndex={-1}
        onClick={() => select(node)}
        onDoubleClick={() => open(node)}
      >
        <span className={`${parts['title']} ${classes['title']}`}>
          <TypeIcon family={node.kind === 'placeholder' ? 'fork' : taskTypeInfo(node.type).family} />
          <span className={parts['name']}>{nodeTitle(node)}</span>
          <span className={spoken['only']}>{spokenIcons(node, run)}</span>
          <span className={`${parts['meta']} ${classes['meta']}`}>
            {run !== undefined && run.startTime > 0 && <CardTime from={run.startTime} to={run.endTime} />}
            {info !== undefined && <StatusGlyph shape={info.shape} tone={info.tone} />}
            {isExit(node) && <ArrowUpRight className={classes['exit']} aria-hidden="true" />}
            {isWrong && (
              <TriangleAlert
                className={classes['problem']}
                data-refused={node.isRefused}
                aria-hidden="true"
              />
            )}
          </span>
        </span>
        <span
          className={`${parts['detail']} ${classes['detail']}`}
          data-problem={isWrong}
          data-refused={isWrong && node.isRefused}
        >
          {detail}
        </span>
      </button>
      <FoldButton node={node} title={nodeTitle(node)} />
      {isPaged && <LoopNav loop={node} run={loop} onShow={showIteration} />}
    </>
  );
});
