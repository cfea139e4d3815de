import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { shortId } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';

export interface ExecutionLinkProps {
  readonly id: string;
  /** The task to open it at. */
  readonly taskId?: string | undefined;
}

export function ExecutionLink({ id, taskId }: ExecutionLinkProps): ReactElement {
  const at = taskId === undefined || taskId === '' ? '' : `/${encodeURIComponent(taskId)}`;
  return (
    <Link className="mono" to={`${paths.execution(id)}${at}`} title={id}>
      {shortId(id)}
    </Link>
  );
}
