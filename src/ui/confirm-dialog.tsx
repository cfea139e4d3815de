import { useState, type ReactElement, type ReactNode, type SubmitEvent } from 'react';
import { Button, Modal, Textarea } from '@mantine/core';
import classes from './dialog.module.css';
import { ErrorDetails } from './error-state.tsx';

interface ReasonField {
  readonly label: string;
  readonly placeholder?: string;
}

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will be affected, how many, and which not. */
  readonly children: ReactNode;
  /** The verb: `Terminate 3 executions`. */
  readonly confirmLabel: string;
  readonly danger?: boolean;
  /** Asks for a reason, given to onConfirm; an empty one is allowed. */
  readonly reason?: ReasonField;
  readonly pending?: boolean;
  /** Why the last attempt failed; the dialog stays open with it. */
  readonly error?: unknown;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. Mount it to open it. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const {
    title,
    children,
    confirmLabel,
    danger = false,
    reason,
    pending = false,
    error,
    onConfirm,
    onClose,
  } = props;
  const [reasonText, setReasonText] = useState('');

  function onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    onConfirm(reasonText.trim());
  }

  return (
    <Modal opened onClose={onClose} title={title}>
      <form className={classes['form']} onSubmit={onSubmit}>
        <div className={classes['text']}>{children}</div>
        {reason !== undefined && (
          <Textarea
            data-autofocus
            label={reason.label}
            placeholder={reason.placeholder}
            autosize
            minRows={2}
            value={reasonText}
            onChange={(event) => setReasonText(event.currentTarget.value)}
          />
        )}
        {error !== undefined && error !== null && <ErrorDetails error={error} />}
        <div className={classes['buttons']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" color={danger ? 'danger' : 'accent'} loading={pending}>
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
