import { useCallback, useEffect, useState } from 'react';
import { browserDrafts, type Draft } from '../model/drafts.ts';
import type { DefinitionDocument } from './use-definition-document.ts';

export interface DraftKeeper {
  /** Edits from an earlier visit, until the reader has decided about them. */
  readonly offer: Draft | undefined;
  readonly dismiss: () => void;
  /** Forgets the draft: it was saved, or is not wanted. */
  readonly forget: () => void;
}

/** Keeps the unsaved text in the browser, and finds what an earlier visit has left there. */
export function useDraft(key: string, document: DefinitionDocument, basedOn: number): DraftKeeper {
  const [drafts] = useState(browserDrafts);
  const [offer, setOffer] = useState(() => {
    const draft = drafts.read(key);
    return draft?.text === document.text() ? undefined : draft;
  });
  const { changed } = document;

  useEffect(() => {
    if (changed) {
      drafts.write(key, { text: document.text(), basedOn, savedAt: Date.now() });
    } else if (offer === undefined) {
      drafts.remove(key);
    }
  }, [drafts, key, changed, document, basedOn, offer]);

  const dismiss = useCallback(() => setOffer(undefined), []);
  const forget = useCallback(() => {
    setOffer(undefined);
    drafts.remove(key);
  }, [drafts, key]);

  return { offer, dismiss, forget };
}
