import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import { TimeAgo } from '#ui/time-display.tsx';
import type { Draft } from '../model/drafts.ts';
import classes from './editor.module.css';

export interface DraftNoticeProps {
  readonly draft: Draft;
  /** The definition has been saved since the draft was begun. */
  readonly outdated: boolean;
  /** The editor can take a text. */
  readonly ready: boolean;
  readonly onRestore: () => void;
  readonly onDiscard: () => void;
}

/** Offers the unsaved edits of an earlier visit. */
export function DraftNotice({
  draft,
  outdated,
  ready,
  onRestore,
  onDiscard,
}: DraftNoticeProps): ReactElement {
  return (
    <div className={classes['notice']} role="status">
      <span>
        There are unsaved edits in this browser from <TimeAgo at={draft.savedAt} />.
        {outdated && ' The definition has been saved since they were begun.'}
      </span>
      <Button disabled={!ready} onClick={onRestore}>
        Restore them
      </Button>
      <Button variant="subtle" color="gray" onClick={onDiscard}>
        Discard
      </Button>
    </div>
  );
}
