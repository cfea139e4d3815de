import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** `?`, `/`, `mod+k` (⌘ on a Mac, Ctrl elsewhere), `Escape`. */
  readonly keys: string;
  /** What it does, for the list of keys. */
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
}

let registered: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Shortcut[]): void {
  registered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The keys that do something now, the innermost page's last. */
export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => registered);
}

/** A key that works while this component is on screen. Where two claim a key, the later one has it. */
export function useShortcut(
  keys: string,
  label: string,
  run: (event: KeyboardEvent) => void,
  enabled = true,
): void {
  const onRun = useEffectEvent(run);
  useEffect(() => {
    if (!enabled) return undefined;
    const shortcut: Shortcut = { keys, label, run: (event) => onRun(event) };
    if (registered.length === 0) listen();
    change([...registered, shortcut]);
    return () => {
      change(registered.filter((each) => each !== shortcut));
      if (registered.length === 0) stopListening();
    };
  }, [keys, label, enabled]);
}

// With ⌘ or Ctrl the page comes first, or a code editor would take its own chord. A plain key comes last: whoever
// has the focus may want it.
function listen(): void {
  window.addEventListener('keydown', onFirst, { capture: true });
  window.addEventListener('keydown', onLast);
}

function stopListening(): void {
  window.removeEventListener('keydown', onFirst, { capture: true });
  window.removeEventListener('keydown', onLast);
}

// Seen before anyone has acted on the key: Escape closes a dialog, and is then not for the page behind it.
let inDialog = false;

function onFirst(event: KeyboardEvent): void {
  inDialog = document.querySelector('[aria-modal=true]') !== null;
  if (event.metaKey || event.ctrlKey) dispatch(event);
}

function onLast(event: KeyboardEvent): void {
  if (!event.metaKey && !event.ctrlKey && !event.defaultPrevented) dispatch(event);
}

function dispatch(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const shortcut = registered.findLast((each) => matches(each.keys, event));
  if (shortcut === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  shortcut.run(event);
}

function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wantsMod = parts.includes('mod');
  const hasMod = event.metaKey || event.ctrlKey;
  if (wantsMod !== hasMod || event.altKey) return false;
  // A plain key belongs to the text or the dialog that has the focus.
  if (!wantsMod && (isTyping(event.target) || inDialog)) return false;
  if (parts.includes('shift') && !event.shiftKey) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type=checkbox]), textarea, select, .monaco-editor') !== null)
  );
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A shortcut as it is printed on this machine's keyboard: `⌘K`, `Ctrl K`. */
export function keyLabel(keys: string): string {
  const names = keys.split('+').map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
    if (part === 'shift') return isMac ? '⇧' : 'Shift';
    return part.length === 1 ? part.toUpperCase() : part;
  });
  return names.join(isMac ? '' : ' ');
}
