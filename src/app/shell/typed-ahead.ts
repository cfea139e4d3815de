import { useEffectEvent, useLayoutEffect } from 'react';

interface TypedAhead {
  /** Told what becomes of the text with each key. */
  readonly onType: (change: (before: string) => string) => void;
  readonly onCancel: () => void;
}

/** Keeps what is typed while the field it is meant for has not come yet: no key is lost, nor meant for the page behind. */
export function useTypedAhead({ onType, onCancel }: TypedAhead): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || isComposing || isFieldFocused()) return;
    if (key === 'Escape') onCancel();
    else if (key === 'Backspace') onType((before) => before.slice(0, -1));
    else if (key.length === 1) onType((before) => before + key);
    else if (key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

function isFieldFocused(): boolean {
  return document.activeElement?.closest('[aria-modal=true]') != null;
}

/** Stands where the field will be. */
export function TypedAhead(props: TypedAhead): null {
  useTypedAhead(props);
  return null;
}
