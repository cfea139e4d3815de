import { useEffect, useEffectEvent, type RefObject } from 'react';

/**
 * A graph's keys work, too, while no control has the focus but the page around the graph, as after loading it: what
 * then acts on a key has the focus.
 */
export function useKeysAround(
  graph: RefObject<HTMLElement | null>,
  onKey: (event: KeyboardEvent) => void,
): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event;
    const element = graph.current;
    if (event.defaultPrevented || element === null || !(target instanceof Element)) return;
    if (target === element || !target.contains(element)) return;
    // Behind another tab, or behind a dialog, it is not what the key is for.
    if (!element.checkVisibility() || document.querySelector('[aria-modal=true]') !== null) return;
    const before = document.activeElement;
    onKey(event);
    if (event.defaultPrevented && document.activeElement === before) element.focus({ preventScroll: true });
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => act(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
