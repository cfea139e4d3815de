import type { ReactElement } from 'react';
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '#ui/error-state.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { saveCheckQuery } from '../api.ts';
import type { DefinitionIdentity } from '../model/identity.ts';
import { SaveForm, type SaveFormProps } from './save-form.tsx';
import classes from './save-dialog.module.css';

export interface SaveDialogProps extends Omit<SaveFormProps, 'check' | 'comparable' | 'onRecheck'> {
  readonly identity: DefinitionIdentity;
}

/** Shows what saving would change, and asks where to. Mount it to open it. */
export function SaveDialog(props: SaveDialogProps): ReactElement {
  const { identity, saved, onClose } = props;
  const check = useQuery(saveCheckQuery(identity.name, identity.version));
  const comparable = saved !== undefined || check.data?.current !== undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Save ${identity.name}`}
      size={comparable ? 'min(1120px, 94vw)' : 'md'}
    >
      {check.data !== undefined ? (
        <SaveForm
          {...props}
          check={check.data}
          comparable={comparable}
          onRecheck={() => void check.refetch()}
        />
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
          <Skeleton height={comparable ? 320 : 40} />
        </div>
      )}
    </Modal>
  );
}
