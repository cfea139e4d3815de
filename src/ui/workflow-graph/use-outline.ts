import { useCallback, useState } from 'react';
import { createPreference, usePreference } from '#lib/preference.ts';

const outline = createPreference('conductor-ui.graph-outline', ['closed', 'open']);

export interface OutlineState {
  readonly isOpen: boolean;
  /** Whether it was opened here, and not found open: then it takes the focus. */
  readonly isNew: boolean;
  readonly toggle: () => void;
}

/** Whether the outline stands beside the graph: one choice for all graphs, remembered. */
export function useOutline(): OutlineState {
  const isOpen = usePreference(outline) === 'open';
  const [isNew, setNew] = useState(false);
  const toggle = useCallback(() => {
    setNew(true);
    outline.set(isOpen ? 'closed' : 'open');
  }, [isOpen]);
  return { isOpen, isNew, toggle };
}
