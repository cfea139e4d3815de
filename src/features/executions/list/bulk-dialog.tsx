import { useState, type ReactElement } from 'react';
import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { BulkResponse, WorkflowSummary } from '#contract/index.ts';
import { formatCount } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { notifyDone } from '#ui/notify.tsx';
import { runBulk, type BulkAction } from './api.ts';
import { actionWords, affectedBy, quantity } from './bulk-rules.ts';
import classes from './list.module.css';

interface BulkDialogProps {
  readonly action: BulkAction;
  readonly rows: readonly WorkflowSummary[];
  /** Everything was done as asked. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks, does it, and lists what did not work. */
export default function BulkDialog({ action: asked, rows, onDone, onClose }: BulkDialogProps): ReactElement {
  const [latest, setLatest] = useState(false);
  // Taken once: a refresh behind the dialog must not change what was asked about.
  const [{ ids, left }] = useState(() => affectedBy(asked, rows));
  const queryClient = useQueryClient();
  const action = asked === 'restart' && latest ? 'restart-latest' : asked;
  const words = actionWords[action];

  const bulk = useMutation({
    mutationFn: (reason: string) => runBulk({ action, ids, reason }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['executions'] }),
    onSuccess: (result) => {
      if (Object.keys(result.bulkErrorResults).length > 0) return;
      notifyDone(`${quantity(ids.length)} ${words.done}`);
      onDone();
      onClose();
    },
  });

  if (bulk.data !== undefined && Object.keys(bulk.data.bulkErrorResults).length > 0) {
    return <BulkFailures result={bulk.data} done={words.done} onClose={onClose} />;
  }
  return (
    <ConfirmDialog
      title={`${words.verb} ${quantity(ids.length)}?`}
      confirmLabel={`${words.verb} ${quantity(ids.length)}`}
      danger={asked === 'terminate'}
      {...(asked === 'terminate'
        ? { reason: { label: 'Reason', placeholder: 'Kept with each execution' } }
        : {})}
      pending={bulk.isPending}
      error={bulk.error}
      onConfirm={(reason) => bulk.mutate(reason)}
      onClose={onClose}
    >
      <p>{words.explanation}</p>
      {left > 0 && (
        <p>
          {formatCount(left)} of the selected {left === 1 ? 'is' : 'are'} left alone ({words.onlyFor}).
        </p>
      )}
      {asked === 'restart' && (
        <Checkbox
          label="Use the latest version of each definition"
          checked={latest}
          onChange={(event) => setLatest(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}

interface BulkFailuresProps {
  readonly result: BulkResponse;
  readonly done: string;
  readonly onClose: () => void;
}

function BulkFailures({ result, done, onClose }: BulkFailuresProps): ReactElement {
  const failures = Object.entries(result.bulkErrorResults);
  const succeeded = result.bulkSuccessfulResults.length;
  return (
    <Modal opened onClose={onClose} title={`${quantity(failures.length)} could not be ${done}`} size="lg">
      {succeeded > 0 && (
        <p className="muted">{`${quantity(succeeded)} ${done}. The others, with the server's word on each:`}</p>
      )}
      <ul className={classes['failures']}>
        {failures.map(([id, message]) => (
          <li key={id}>
            <Link className="mono" to={paths.execution(id)}>
              {id}
            </Link>
            <span>{message}</span>
          </li>
        ))}
      </ul>
      <Button mt={12} onClick={onClose}>
        Close
      </Button>
    </Modal>
  );
}
