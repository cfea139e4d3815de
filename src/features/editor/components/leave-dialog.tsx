import type { ReactElement } from 'react';
import { Button, Modal } from '@mantine/core';
import type { Blocker } from 'react-router';
import classes from './save-dialog.module.css';

export interface LeaveDialogProps {
  readonly blocker: Blocker;
  /** Throws the unsaved edits away. */
  readonly onDiscard: () => void;
}

/** Asks before unsaved edits are left behind. Leaving keeps them as a draft, so nothing is lost by a slip. */
export function LeaveDialog({ blocker, onDiscard }: LeaveDialogProps): ReactElement | null {
  if (blocker.state !== 'blocked') return null;
  const { proceed, reset } = blocker;

  function discard(): void {
    onDiscard();
    proceed();
  }

  return (
    <Modal opened onClose={reset} title="Leave without saving?">
      <div className={classes['form']}>
        <p className="muted">
          Your edits are not saved. They can wait in this browser as a draft, which is offered when you open
          the definition again.
        </p>
        <div className={classes['buttons']}>
          <Button onClick={reset}>Stay</Button>
          <Button color="danger" onClick={discard}>
            Discard and leave
          </Button>
          <Button variant="filled" data-autofocus onClick={() => proceed()}>
            Keep as draft and leave
          </Button>
        </div>
      </div>
    </Modal>
  );
}
