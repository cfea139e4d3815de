import type { ReactElement } from 'react';
import { Modal } from '@mantine/core';
import { keyLabel, useActiveShortcuts } from '#ui/shortcuts.ts';
import { graphKeyList } from '#ui/workflow-graph/graph-key-list.ts';
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
      <KeyList title="In a graph" keys={graphKeyList} />
      <KeyList title="In a table" keys={inTables} />
    </Modal>
  );
}

interface KeyListProps {
  readonly title: string;
  readonly keys: readonly (readonly [keys: string, label: string])[];
}

function KeyList({ title, keys }: KeyListProps): ReactElement {
  return (
    <>
      <h3>{title}</h3>
      <dl className={classes['keys']}>
        {keys.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
