import type { ReactElement, ReactNode } from 'react';
import classes from './state.module.css';
import { CopyButton } from './copy-button.tsx';

export interface EmptyStateProps {
  readonly title: string;
  /** Why it is empty, and what would fill it. */
  readonly children?: ReactNode;
  /** A command to copy. */
  readonly command?: string;
  readonly actions?: ReactNode;
  /** h1 where nothing else heads the page. */
  readonly heading?: 'h1' | 'h2';
}

/** Nothing here yet: says why, and what to do about it. */
export function EmptyState({
  title,
  children,
  command,
  actions,
  heading: Heading = 'h2',
}: EmptyStateProps): ReactElement {
  return (
    <section className={classes['state']}>
      <Heading>{title}</Heading>
      {children !== undefined && <div className={classes['text']}>{children}</div>}
      {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      {command !== undefined && <CommandBlock command={command} />}
    </section>
  );
}

interface CommandBlockProps {
  readonly command: string;
}

/** A shell command with a button that copies it. */
function CommandBlock({ command }: CommandBlockProps): ReactElement {
  return (
    <div className={classes['command']}>
      <pre>{command}</pre>
      <CopyButton value={command} label="Copy command" />
    </div>
  );
}
