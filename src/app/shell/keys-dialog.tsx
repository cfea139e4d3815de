import type { ReactElement } from 'react';
import { Modal } from '@mantine/core';
import { keyLabel, useActiveShortcuts } from '#ui/shortcuts.ts';
import classes from './keys-dialog.module.css';

interface KeysDialogProps {
  readonly onClose: () => void;
}

const inTables = [
  ['↑ ↓', 'Move between rows'],
  ['Enter', 'Open the row'],
  ['Space', 'Select the row'],
  ['Home End', 'First and last row'],
] as const;

/** Every key that does something on the page behind it. */
export default function KeysDialog({ onClose }: KeysDialogProps): ReactElement {
  const shortcuts = useActiveShortcuts();
  return (
    <Modal opened onClose={onClose} title="Keys" size="sm">
      <h3>On this page</h3>
      <dl className={classes['keys']}>
        {shortcuts.map((shortcut) => (
          <div key={shortcut.keys}>
            <dt>
              <kbd>{keyLabel(shortcut.keys)}</kbd>
            </dt>
            <dd>{shortcut.label}</dd>
          </div>
        ))}
      </dl>
      <h3>In a table</h3>
      <dl className={classes['keys']}>
        {inTables.map(([keys, label]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
