import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { toCurl } from '#lib/curl.ts';
import { apiAddress } from '#lib/api-address.ts';
import { paths } from '#lib/paths.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { notifyFailed } from '#ui/notify.tsx';
import { runSample } from './sample.ts';

/** For a server on which nothing has run yet. */
export function NoExecutions(): ReactElement {
  const navigate = useNavigate();
  const sample = useMutation({
    mutationFn: runSample,
    onSuccess: (id) => navigate(paths.execution(id)),
    onError: (error) => notifyFailed('The sample could not be run', error),
  });
  const command = toCurl({ method: 'POST', url: apiAddress('/workflow/YOUR_WORKFLOW'), body: '{}' });
  return (
    <EmptyState
      title="Nothing has run yet"
      command={command}
      actions={
        <>
          <Button variant="filled" loading={sample.isPending} onClick={() => sample.mutate()}>
            Run a sample
          </Button>
          <Button component={Link} to={paths.newDefinition()}>
            New workflow
          </Button>
        </>
      }
    >
      <p>
        An execution is one run of a workflow. Each one appears here as soon as it starts, with its status,
        its duration and what went wrong.
      </p>
      <p>
        The sample registers a small workflow that needs no worker, and runs it. The command below starts one
        of your own.
      </p>
    </EmptyState>
  );
}

interface NoMatchesProps {
  readonly filtered: boolean;
  readonly onClear: () => void;
}

/** For filters that nothing fits. */
export function NoMatches({ filtered, onClear }: NoMatchesProps): ReactElement {
  return (
    <EmptyState
      title="No execution fits"
      actions={filtered ? <Button onClick={onClear}>Clear the filters</Button> : undefined}
    >
      <p>
        {filtered
          ? 'Nothing on the server fits all of the filters above. The time range is the most common reason.'
          : 'No execution has this status now.'}
      </p>
    </EmptyState>
  );
}
