import type { ComponentPropsWithRef, ReactElement, ReactNode } from 'react';
import classes from './tool-button.module.css';

/** Takes what a button takes, too: a menu that it opens hands it a ref and more. */
export interface ToolButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type'> {
  /** What it does, for the tooltip and for those who cannot see the icon. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** Words on the button itself, where there is room. */
  readonly children?: ReactNode;
  /** For a button that switches something on and off. */
  readonly pressed?: boolean;
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string;
}

/** A small quiet button, mostly an icon. */
export function ToolButton(props: ToolButtonProps): ReactElement {
  const { label, icon, children, pressed, shortcut, className = '', ...rest } = props;
  return (
    <button
      {...rest}
      type="button"
      className={`${classes['button']} ${className}`}
      aria-label={label}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      aria-pressed={pressed}
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
