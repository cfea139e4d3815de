import type { ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import { isNotFound } from '#lib/api-error.ts';
import { parseDefinitionPath, paths, type DefinitionAddress } from '#lib/paths.ts';
import { ErrorState } from '#ui/error-state.tsx';
import { PageHeader } from '#ui/page-header.tsx';
import { definitionQuery } from './api.ts';
import { EditorSession } from './components/editor-session.tsx';
import { EditorSkeleton } from './components/editor-skeleton.tsx';
import { UnknownDefinition } from './components/unknown-definition.tsx';

export function Component(): ReactElement {
  const { pathname } = useLocation();
  const address = parseDefinitionPath(pathname) ?? { name: '', version: undefined };
  return <EditorPage key={`${address.name}/${address.version ?? ''}`} address={address} />;
}

interface EditorPageProps {
  readonly address: DefinitionAddress;
}

function EditorPage({ address }: EditorPageProps): ReactElement {
  const { name, version } = address;
  const query = useQuery(definitionQuery(name, version));
  if (query.data !== undefined) {
    return <EditorSession loaded={query.data} initialText={query.data.text} />;
  }
  if (query.error === null) return <EditorSkeleton title={name} />;
  if (isNotFound(query.error)) return <UnknownDefinition address={address} error={query.error} />;
  return (
    <>
      <PageHeader title={name} crumbs={[{ label: 'Workflows', to: paths.definitions() }]} />
      <ErrorState
        error={query.error}
        what="The definition could not be loaded"
        onRetry={() => void query.refetch()}
      />
    </>
  );
}
