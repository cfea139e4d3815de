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
  return (
    <Link className="mono" to={paths.executionTask(id, taskId)} title={id}>
      {shortId(id)}
    </Link>
  );
}
