import { useMemo, useState, type ReactElement } from 'react';
import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { formatCount, formatQuantity } from '#lib/formats.ts';
import { toMillis } from '#lib/time.ts';
import { Status } from '#ui/status.tsx';
import { Duration } from '#ui/time-display.tsx';
import { VirtualList } from '../components/virtual-list.tsx';
import { isFailure, type Iteration, type Step } from '../model/attempts.ts';
import classes from './panel.module.css';

export interface MembersProps {
  readonly iterations: readonly Iteration[];
  readonly onSelect: (key: string) => void;
}

/** The branches of a large dynamic fork, those that failed first. */
export function Members({ iterations, onSelect }: MembersProps): ReactElement {
  const [query, setQuery] = useState('');
  const found = useMemo(() => findSteps(iterations, query), [iterations, query]);
  return (
    <div className={classes['members']}>
      <TextInput
        aria-label="Search the branches"
        placeholder={`Search ${formatQuantity(iterations.length, 'branch', 'branches')} by name or status`}
        leftSection={<Search size={14} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {query !== '' && (
        <span className="muted" role="status">
          {formatCount(found.length)} found
        </span>
      )}
      <VirtualList
        label="Branches"
        rows={found}
        rowHeight={34}
        rowKey={(step) => step.ref}
        renderRow={(step) => <MemberRow step={step} onSelect={onSelect} />}
      />
    </div>
  );
}

function findSteps(iterations: readonly Iteration[], query: string): readonly Step[] {
  const wanted = query.trim().toLowerCase();
  return iterations
    .map(({ step }) => step)
    .filter(({ ref, latest }) => `${ref} ${latest.status}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(isFailure(b.latest)) - Number(isFailure(a.latest)));
}

interface MemberRowProps {
  readonly step: Step;
  readonly onSelect: (key: string) => void;
}

function MemberRow({ step, onSelect }: MemberRowProps): ReactElement {
  const { ref, latest } = step;
  return (
    <button type="button" className={classes['attempt']} onClick={() => onSelect(ref)}>
      <span className={classes['attemptHead']}>
        <Status status={latest.status} />
        <span className={classes['memberName']}>{ref}</span>
        <span className={classes['attemptTime']}>
          <Duration from={toMillis(latest.startTime)} to={toMillis(latest.endTime)} />
        </span>
      </span>
    </button>
  );
}
