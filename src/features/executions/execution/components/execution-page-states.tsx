import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { isNotFound } from '#lib/api-error.ts';
import { paths } from '#lib/paths.ts';
import { ErrorState } from '#ui/error-state.tsx';
import { PageHeader } from '#ui/page-header.tsx';
import { SkeletonRows } from '#ui/skeleton.tsx';

const crumbs = [{ label: 'Executions', to: paths.executions() }];

export function LoadingExecution(): ReactElement {
  return (
    <>
      <PageHeader title="Execution" crumbs={crumbs} />
      <SkeletonRows label="Loading the execution" />
    </>
  );
}

export interface MissingExecutionProps {
  readonly id: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** There is nothing to show: the server has no such execution, or has not said. */
export function MissingExecution({ id, error, onRetry }: MissingExecutionProps): ReactElement {
  const missing = isNotFound(error);
  return (
    <>
      <PageHeader title={missing ? 'No such execution' : 'Execution'} crumbs={crumbs} />
      <ErrorState
        error={error}
        what={missing ? `No execution has the id ${id}` : `The execution ${id} could not be loaded`}
        onRetry={onRetry}
        actions={
          <Button component={Link} to={paths.executions()} variant={missing ? 'filled' : 'default'}>
            All executions
          </Button>
        }
      />
    </>
  );
}
