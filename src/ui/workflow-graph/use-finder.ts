import { useRef, useState, type RefObject } from 'react';

export interface FinderState {
  readonly isSearching: boolean;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  /** Opens the search, or goes back into its field. */
  readonly search: () => void;
  readonly stopSearch: () => void;
}

/** Whether the search is open; `focusGraph` takes the focus back from it. */
export function useFinder(focusGraph: () => void): FinderState {
  const [isSearching, setSearching] = useState(false);
  const fieldRef = useRef<HTMLInputElement>(null);
  return {
    isSearching,
    fieldRef,
    search: () => {
      setSearching(true);
      fieldRef.current?.select();
    },
    stopSearch: () => {
      setSearching(false);
      focusGraph();
    },
  };
}
