import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { errorMessage } from '#lib/api-error.ts';
import type { DefinitionAddress } from '#lib/paths.ts';
import { paths } from '#lib/paths.ts';
import { workflowNamesQuery } from '#lib/workflow-names.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeader } from '#ui/page-header.tsx';
import { mostSimilar } from '../model/similar.ts';

export interface UnknownDefinitionProps {
  readonly address: DefinitionAddress;
  readonly error: unknown;
}

const crumbs = [{ label: 'Workflows', to: paths.definitions() }];

/** The server has no such definition: which there are instead. */
export function UnknownDefinition({ address, error }: UnknownDefinitionProps): ReactElement {
  const { name, version } = address;
  const { data: names = {} } = useQuery(workflowNamesQuery);
  const versions = names[name] ?? [];
  const similar = versions.length > 0 ? undefined : mostSimilar(name, Object.keys(names));
  return (
    <>
      <PageHeader title={name} documentTitle="No such workflow" crumbs={crumbs} />
      <EmptyState
        title={versions.length > 0 ? `${name} has no version ${version}` : `There is no workflow ${name}`}
        actions={
          <>
            {versions.length > 0 && (
              <Button component={Link} to={paths.definition(name)} variant="filled">
                Open the latest version
              </Button>
            )}
            {similar !== undefined && (
              <Button component={Link} to={paths.definition(similar)} variant="filled">
                Open {similar}
              </Button>
            )}
            <Button component={Link} to={paths.definitions()}>
              All workflows
            </Button>
            <Button component={Link} to={paths.newDefinition()}>
              New workflow
            </Button>
          </>
        }
      >
        <p>
          It may have been deleted, or the address may be mistyped. The server says: {errorMessage(error)}
        </p>
        {versions.length > 0 && <p>Its versions are {versions.map((each) => each.version).join(', ')}.</p>}
      </EmptyState>
    </>
  );
}
