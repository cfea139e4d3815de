import { useEffect, useState, type MouseEvent, type ReactElement } from 'react';
import { Check, Copy } from 'lucide-react';
import { ToolButton } from './tool-button.tsx';
import { Button } from '@mantine/core';

export interface CopyButtonProps {
  /** The text, or what makes it: a large text is made only when asked for. */
  readonly value: string | (() => string);
  /** What is copied, for its label: `Copy id`. */
  readonly label: string;
  /** A button with words; without it an icon. */
  readonly withText?: boolean;
  /** Instead of the usual picture. */
  readonly icon?: ReactElement;
  /** Left out of the Tab order: for rows of a list, which are one stop in all. */
  readonly byPointerOnly?: boolean;
}

/** Puts a text on the clipboard and says so. */
export function CopyButton({
  value,
  label,
  withText = false,
  icon: idle = <Copy size={14} aria-hidden />,
  byPointerOnly = false,
}: CopyButtonProps): ReactElement {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), 1_500);
    return () => clearTimeout(timer);
  }, [state]);

  function copy(event: MouseEvent): void {
    // Often within a row that does something else when clicked.
    event.stopPropagation();
    navigator.clipboard.writeText(typeof value === 'string' ? value : value()).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  }

  const words = { idle: label, copied: 'Copied', failed: 'The browser does not allow copying' }[state];
  const icon = state === 'copied' ? <Check size={14} aria-hidden /> : idle;
  return withText ? (
    <Button leftSection={icon} onClick={copy}>
      {words}
    </Button>
  ) : (
    <ToolButton label={words} icon={icon} onClick={copy} tabIndex={byPointerOnly ? -1 : undefined} />
  );
}
