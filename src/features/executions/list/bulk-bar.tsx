import { Suspense, useState, type ReactElement } from 'react';
import { lazyPart } from '#ui/lazy-part.tsx';
import { Button } from '@mantine/core';
import type { WorkflowSummary } from '#contract/index.ts';
import { formatCount } from '#lib/formats.ts';
import type { BulkAction } from './api.ts';
import { actionWords, affectedBy } from './bulk-rules.ts';
import classes from './list.module.css';

const BulkDialog = lazyPart(async () => import('./bulk-dialog.tsx'));

const actions: readonly BulkAction[] = ['pause', 'resume', 'retry', 'restart', 'terminate'];

interface BulkBarProps {
  readonly rows: readonly WorkflowSummary[];
  readonly onClear: () => void;
}

/** What can be done to the selected executions. It lies over the list, so that no row moves. */
export function BulkBar({ rows, onClear }: BulkBarProps): ReactElement {
  const [action, setAction] = useState<BulkAction>();
  return (
    <>
      {rows.length > 0 && (
        <div role="toolbar" aria-label="Selected executions" className={classes['bulk']}>
          <span className={classes['bulkCount']} role="status">
            {formatCount(rows.length)} selected
          </span>
          {actions.map((each) => (
            <ActionButton key={each} action={each} rows={rows} onClick={() => setAction(each)} />
          ))}
          <Button variant="subtle" color="gray" onClick={onClear}>
            Clear
          </Button>
        </div>
      )}
      <Suspense>
        {action !== undefined && (
          <BulkDialog action={action} rows={rows} onDone={onClear} onClose={() => setAction(undefined)} />
        )}
      </Suspense>
    </>
  );
}

interface ActionButtonProps {
  readonly action: BulkAction;
  readonly rows: readonly WorkflowSummary[];
  readonly onClick: () => void;
}

function ActionButton({ action, rows, onClick }: ActionButtonProps): ReactElement {
  const { verb, onlyFor } = actionWords[action];
  const { ids } = affectedBy(action, rows);
  const none = ids.length === 0;
  return (
    <Button
      disabled={none}
      color={action === 'terminate' ? 'danger' : 'accent'}
      title={none ? `All of the selected are ${onlyFor}` : undefined}
      onClick={onClick}
    >
      {verb}
      {action === 'pause' || action === 'resume' ? '' : '…'}
      {!none && ids.length < rows.length && <span className="muted">&nbsp;{formatCount(ids.length)}</span>}
    </Button>
  );
}
