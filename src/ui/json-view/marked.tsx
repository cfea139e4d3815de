import type { ReactElement } from 'react';
import classes from './json-view.module.css';

interface MarkedProps {
  readonly text: string;
  readonly query: string;
}

/** A text with the searched part marked. */
export function Marked({ text, query }: MarkedProps): ReactElement {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <mark className={classes['mark']}>{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length)}
    </>
  );
}
