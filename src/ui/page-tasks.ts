import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
  type ReactElement,
} from 'react';

/** A task that a page shows, and the way to it. */
interface PageTask {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly icon: ReactElement;
  readonly go: () => void;
}

/** What a page with a graph offers to those who look for a task from anywhere. */
export interface PageTasks {
  /** The first that match by name or type. */
  readonly find: (query: string, most: number) => readonly PageTask[];
  /** Null while no task is selected, or where tasks have no address. */
  readonly copyLink: (() => void) | null;
}

let offered: readonly PageTasks[] = [];
const listeners = new Set<() => void>();

function change(next: readonly PageTasks[]): void {
  offered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The tasks of the page that is shown; undefined where it has none. */
export function usePageTasks(): PageTasks | undefined {
  return useSyncExternalStore(subscribe, () => offered.at(-1));
}

/** Offers the tasks of a page for as long as it shows. */
export function useOfferTasks(find: PageTasks['find'], copyLink: PageTasks['copyLink']): void {
  // Asked while others are drawn.
  const latest = useRef(find);
  useLayoutEffect(() => {
    latest.current = find;
  }, [find]);
  const onCopy = useEffectEvent(() => copyLink?.());
  const canCopy = copyLink !== null;
  useEffect(() => {
    const tasks: PageTasks = {
      find: (query, most) => latest.current(query, most),
      copyLink: canCopy ? () => onCopy() : null,
    };
    change([...offered, tasks]);
    return () => change(offered.filter((each) => each !== tasks));
  }, [canCopy]);
}
