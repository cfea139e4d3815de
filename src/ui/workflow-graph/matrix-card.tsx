import { useStore, type Node, type NodeProps } from '@xyflow/react';
import { memo, useMemo, useRef, useState, type ReactElement } from 'react';
import {
  branchGroups,
  branchPlace,
  type BranchCounts,
  type BranchFilter,
  type GraphNode,
} from '#graph/index.ts';
import { StatusGlyph } from '../status-icon.tsx';
import { statusInfo } from '../status-info.ts';
import spoken from '../spoken.module.css';
import { CardTime } from './running-time.tsx';
import { useGraphContext, useNodeState, useSelectedKey } from './graph-store.ts';
import { MatrixCells } from './matrix-cells.tsx';
import { MatrixFilter } from './matrix-filter.tsx';
import { branchSummary, groupLooks, unreachedBranches } from './matrix-words.ts';
import { TypeIcon } from './type-icon.tsx';
import { useBranchOrder } from './use-branch-order.ts';
import { levelOf } from './view.ts';
import parts from './card-parts.module.css';
import classes from './matrix.module.css';

interface MatrixData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly domId: string;
}

export type MatrixNode = Node<MatrixData, 'matrix'>;

const everything: BranchFilter = { group: 'all', text: '' };

/** What was last shown of a matrix, for when it comes back into sight. */
const filters = new WeakMap<GraphNode, BranchFilter>();

/** The branches of a large dynamic fork in a run: a cell each, those that failed first. */
export const MatrixCard = memo(function MatrixCard({ data }: NodeProps<MatrixNode>): ReactElement {
  const { node, domId } = data;
  const { select, open } = useGraphContext();
  const { run, isSelected, isHit } = useNodeState(node.id);
  const selectedKey = useSelectedKey(node.id);
  const isNear = useStore((flow) => levelOf(flow.transform[2]) === 'card');
  const { each, counts } = useMemo(() => run?.branches ?? unreachedBranches(node), [run, node]);
  const selected = useMemo(() => branchPlace(node, selectedKey), [node, selectedKey]);

  const [filter, setFilter] = useState(() => filters.get(node) ?? everything);
  const [isPointedAt, setPointedAt] = useState(false);
  const [isEntered, setEntered] = useState(false);
  const order = useBranchOrder(each, filter, isPointedAt || isEntered);
  const cellsRef = useRef<HTMLDivElement>(null);
  // A branch that is chosen elsewhere shows, whatever was filtered.
  const [chosen, setChosen] = useState(selected);
  if (chosen !== selected) {
    setChosen(selected);
    if (selected !== -1 && !order.includes(selected)) setFilter(everything);
  }

  const info = run === undefined ? undefined : statusInfo(run.status);
  const summary = run === undefined ? 'not reached' : branchSummary(counts);
  return (
    <div
      className={`${parts['card']} ${classes['card']}`}
      data-level={isNear ? 'card' : 'block'}
      data-look={info?.tone ?? 'unreached'}
      data-selected={isSelected}
      data-hit={isHit}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={() => setEntered(true)}
      onBlur={(event) => setEntered(event.currentTarget.contains(event.relatedTarget))}
    >
      <button
        type="button"
        id={domId}
        className={classes['head']}
        title={`${node.name}\n${summary}`}
        aria-pressed={isSelected}
        tabIndex={-1}
        onClick={() => select(node)}
        onDoubleClick={() => open(node)}
      >
        <span className={`${parts['title']} ${classes['title']}`}>
          <TypeIcon family="fork" />
          <span className={parts['name']}>{node.name}</span>
          <span className={spoken['only']}>{info?.word}</span>
          <span className={`${parts['meta']} ${classes['meta']}`}>
            {run !== undefined && <CardTime from={run.startTime} to={run.endTime} />}
            {info !== undefined && <StatusGlyph shape={info.shape} tone={info.tone} />}
          </span>
        </span>
        <span className={`${parts['detail']} ${classes['summary']}`}>{summary}</span>
      </button>
      <ShareBar counts={counts} />
      {isNear && (
        <>
          <MatrixFilter
            filter={filter}
            counts={counts}
            total={each.length}
            shown={order.length}
            isEntered={isEntered}
            onFilter={(next) => {
              filters.set(node, next);
              setFilter(next);
            }}
            onDone={() => cellsRef.current?.focus({ preventScroll: true })}
          />
          <MatrixCells {...{ cellsRef, domId, node, order, selected }} branches={each} />
        </>
      )}
    </div>
  );
});

/** How the branches divide: the header says the same in words. */
function ShareBar({ counts }: { readonly counts: BranchCounts }): ReactElement {
  return (
    <div className={classes['share']} aria-hidden="true">
      {branchGroups.map((group) =>
        counts[group] === 0 ? null : (
          <span
            key={group}
            style={{ flexGrow: counts[group], background: `var(--${groupLooks[group].tone})` }}
          />
        ),
      )}
    </div>
  );
}
