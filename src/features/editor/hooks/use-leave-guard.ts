import { useCallback, useEffect, useRef } from 'react';
import { useBlocker, type Blocker } from 'react-router';

export interface LeaveGuard {
  readonly blocker: Blocker;
  /** Lets the next navigation pass: what is left behind is saved. */
  readonly allow: () => void;
}

/** Holds the reader back from leaving unsaved edits, inside the page and out of it. */
export function useLeaveGuard(changed: boolean): LeaveGuard {
  const allowed = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      changed && !allowed.current && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!changed) return undefined;
    const hold = (event: BeforeUnloadEvent): void => {
      if (!allowed.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [changed]);

  const allow = useCallback(() => {
    allowed.current = true;
  }, []);
  return { blocker, allow };
}
