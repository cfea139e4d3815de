import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { apiAddress } from '#lib/api-address.ts';
import { paths } from '#lib/paths.ts';
import { EmptyState } from '#ui/empty-state.tsx';

/** A server without any workflow: how to make the first one. */
export function NoDefinitions(): ReactElement {
  return (
    <EmptyState
      title="No workflows yet"
      command={registerCommand()}
      actions={
        <Button component={Link} to={paths.newDefinition()} variant="filled">
          Open a sample
        </Button>
      }
    >
      <p>
        A workflow is a JSON definition: which tasks run, in which order, with which input. Open a small
        sample, look at it as a graph, save it and run it.
      </p>
      <p>The command below registers one, too; it then appears here.</p>
    </EmptyState>
  );
}

function registerCommand(): string {
  const url = new URL(apiAddress('/metadata/workflow'), location.origin).href;
  const definition = {
    name: 'hello',
    version: 1,
    schemaVersion: 2,
    tasks: [
      { name: 'wait', taskReferenceName: 'wait', type: 'WAIT', inputParameters: { duration: '5 seconds' } },
    ],
  };
  return `curl -X POST '${url}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(definition)}'`;
}
