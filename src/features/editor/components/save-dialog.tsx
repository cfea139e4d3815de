import type { ReactElement } from 'react';
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '#ui/error-state.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { saveCheckQuery } from '../api.ts';
import type { DefinitionIdentity } from '../model/identity.ts';
import { SaveForm, type SaveFormProps } from './save-form.tsx';
import classes from './save-dialog.module.css';

export interface SaveDialogProps extends Omit<SaveFormProps, 'check' | 'onRecheck'> {
  readonly identity: DefinitionIdentity;
}

/** Shows what saving would change, and asks where to. Mount it to open it. */
export function SaveDialog(props: SaveDialogProps): ReactElement {
  const { identity, onClose } = props;
  const check = useQuery(saveCheckQuery(identity.name, identity.version));
  return (
    <Modal opened onClose={onClose} title={`Save ${identity.name}`} size="min(1120px, 94vw)">
      {check.data !== undefined ? (
        <SaveForm {...props} check={check.data} onRecheck={() => void check.refetch()} />
      ) : check.error !== null ? (
        <ErrorState
          error={check.error}
          what="What the server has could not be compared"
          onRetry={() => void check.refetch()}
          actions={<Button onClick={onClose}>Cancel</Button>}
        />
      ) : (
        <div className={classes['loading']} role="status" aria-label="Comparing with the server">
          <Skeleton width="40%" />
          <Skeleton height={320} />
        </div>
      )}
    </Modal>
  );
}
