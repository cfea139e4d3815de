import type { KeyboardEvent, ReactElement } from 'react';
import { branchGroups, type BranchCounts, type BranchFilter, type BranchGroup } from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { groupLooks } from './matrix-words.ts';
import classes from './matrix.module.css';

export interface MatrixFilterProps {
  readonly filter: BranchFilter;
  readonly counts: BranchCounts;
  readonly total: number;
  /** How many branches the filter lets through. */
  readonly shown: number;
  /** Whether the Tab key comes here: from outside it comes to the cells alone. */
  readonly isEntered: boolean;
  readonly onFilter: (filter: BranchFilter) => void;
  /** To the cells, by the keyboard. */
  readonly onDone: () => void;
}

/** Which branches a matrix shows: by what became of them, and by a part of their names. */
export function MatrixFilter(props: MatrixFilterProps): ReactElement {
  const { filter, counts, total, shown, isEntered, onFilter, onDone } = props;
  const tabIndex = isEntered ? 0 : -1;
  const isFiltered = filter.group !== 'all' || filter.text !== '';

  // What there is none of cannot be chosen; what was chosen stays, and may come to nothing while the run goes on.
  const isOffered = (group: BranchGroup) => counts[group] > 0 || group === filter.group;

  function onKeyDown(event: KeyboardEvent): void {
    const isDown = event.target instanceof HTMLInputElement && ['Enter', 'ArrowDown'].includes(event.key);
    if (event.key !== 'Escape' && !isDown) return;
    event.preventDefault();
    if (event.key === 'Escape' && filter.text !== '') onFilter({ ...filter, text: '' });
    else onDone();
  }

  return (
    // Keys pressed here are not the graph's.
    <div
      className={`${classes['filter']} nodrag nopan`}
      role="group"
      aria-label="Filter the branches"
      data-graph-toolbar
    >
      <select
        aria-label="Status of the branches"
        tabIndex={tabIndex}
        onKeyDown={onKeyDown}
        value={filter.group}
        onChange={({ target }) => {
          const group = branchGroups.find((each) => each === target.value) ?? 'all';
          onFilter({ ...filter, group });
        }}
      >
        <option value="all">All {formatCount(total)}</option>
        {branchGroups.filter(isOffered).map((group) => (
          <option key={group} value={group}>
            {formatCount(counts[group])} {groupLooks[group].word}
          </option>
        ))}
      </select>
      <input
        type="search"
        aria-label="Name of the branches"
        placeholder="Name contains…"
        tabIndex={tabIndex}
        onKeyDown={onKeyDown}
        value={filter.text}
        onChange={({ target }) => onFilter({ ...filter, text: target.value })}
      />
      <span className={classes['shown']} role="status">
        {isFiltered && `${formatCount(shown)} of ${formatCount(total)}`}
      </span>
    </div>
  );
}
