import type { ReactElement } from 'react';
import { Button, Modal } from '@mantine/core';
import type { SavedDefinition } from '../model/save.ts';
import classes from './save-dialog.module.css';

export interface RunUnsavedDialogProps {
  readonly saved: SavedDefinition | undefined;
  readonly onSave: () => void;
  readonly onRunSaved: () => void;
  readonly onClose: () => void;
}

/** The server runs what is saved: asks what to do about edits that are not. */
export function RunUnsavedDialog({
  saved,
  onSave,
  onRunSaved,
  onClose,
}: RunUnsavedDialogProps): ReactElement {
  return (
    <Modal opened onClose={onClose} title="Your edits are not saved">
      <div className={classes['form']}>
        <p className="muted">
          {saved === undefined
            ? 'This workflow is not on the server yet. Save it, then run it.'
            : `A run uses what is saved. Save your edits first, or run version ${saved.version} without them.`}
        </p>
        <div className={classes['buttons']}>
          <Button onClick={onClose}>Cancel</Button>
          {saved !== undefined && <Button onClick={onRunSaved}>Run version {saved.version} as saved</Button>}
          <Button variant="filled" data-autofocus onClick={onSave}>
            Save first
          </Button>
        </div>
      </div>
    </Modal>
  );
}
