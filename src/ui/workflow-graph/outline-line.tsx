import { ChevronRight, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { taskTypeInfo, type OutlineRow } from '#graph/index.ts';
import { StatusGlyph } from '../status-icon.tsx';
import { statusInfo } from '../status-info.ts';
import spoken from '../spoken.module.css';
import classes from './graph-outline.module.css';
import { useGraphContext, useNodeState } from './graph-store.ts';
import { nodeTitle, shownProblem, spokenDetails } from './spoken-name.ts';
import { TypeIcon } from './type-icon.tsx';

export const lineHeight = 26;

/** Deeper than this, lines begin no further right: the figure before them tells. */
const mostIndented = 9;

export interface OutlineLineProps {
  readonly id: string;
  readonly row: OutlineRow;
  readonly index: number;
  readonly isActive: boolean;
  readonly caseName: string;
}

/** A task of the outline: how deep it is, what it is, and in a run how it went. */
export function OutlineLine({ id, row, index, isActive, caseName }: OutlineLineProps): ReactElement {
  const { node, level } = row;
  const { blocks, isRun } = useGraphContext();
  const { run, isSelected, isHit } = useNodeState(node.id);
  const fold = blocks.foldOf(node);
  const info = run === undefined ? undefined : statusInfo(run.status);
  const inCase = caseName === '' ? [] : [`case ${caseName.slice(0, 200)}`];
  const indent = 4 + Math.min(level - 1, mostIndented) * 12;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={fold === null ? undefined : fold.isOpen}
      aria-selected={isSelected}
      data-index={index}
      data-active={isActive}
      data-hit={isHit}
      data-reached={!isRun || run !== undefined}
      className={classes['line']}
      style={{ transform: `translateY(${index * lineHeight}px)`, paddingLeft: indent }}
      title={nodeTitle(node)}
    >
      <span className={classes['fold']} data-fold={fold === null ? undefined : true}>
        {fold !== null && <ChevronRight size={12} aria-hidden data-open={fold.isOpen} />}
      </span>
      {level - 1 > mostIndented && (
        <span className={classes['level']} aria-hidden="true">
          {level}
        </span>
      )}
      <TypeIcon family={node.kind === 'placeholder' ? 'fork' : taskTypeInfo(node.type).family} />
      <span className={classes['name']}>{nodeTitle(node)}</span>
      <span className={spoken['only']}>{[...spokenDetails(node, run, isRun), ...inCase].join(', ')}</span>
      {caseName !== '' && (
        <span className={classes['case']} aria-hidden="true">
          {caseName.slice(0, 80)}
        </span>
      )}
      {shownProblem(node, run, isRun) !== '' && (
        <TriangleAlert className={classes['problem']} data-refused={node.isRefused} size={13} aria-hidden />
      )}
      {info !== undefined && <StatusGlyph shape={info.shape} tone={info.tone} size={13} />}
    </div>
  );
}
