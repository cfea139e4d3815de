import type { MouseEvent, ReactElement, ReactNode } from 'react';
import classes from './tool-button.module.css';

export interface ToolButtonProps {
  /** What it does, for the tooltip and for those who cannot see the icon. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** Words on the button itself, where there is room. */
  readonly children?: ReactNode;
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  /** For a button that switches something on and off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string;
}

/** A small quiet button, mostly an icon. */
export function ToolButton(props: ToolButtonProps): ReactElement {
  const { label, icon, children, onClick, pressed, disabled = false, shortcut } = props;
  return (
    <button
      type="button"
      className={classes['button']}
      aria-label={label}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {icon}
      {children}
    </button>
  );
}

export interface ToolGroupProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Tool buttons on a floating bar, as over a graph. */
export function ToolGroup({ label, children }: ToolGroupProps): ReactElement {
  return (
    <div role="group" aria-label={label} className={classes['group']}>
      {children}
    </div>
  );
}
