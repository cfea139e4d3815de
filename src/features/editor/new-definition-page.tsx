import type { ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { ErrorState } from '#ui/error-state.tsx';
import { definitionQuery } from './api.ts';
import { EditorSession } from './components/editor-session.tsx';
import { EditorSkeleton } from './components/editor-skeleton.tsx';
import { copyText } from './model/copy.ts';
import { newWorkflowText } from './model/template.ts';

/** A workflow that is not on the server yet: from a template, or from the one named in the address. */
export function Component(): ReactElement {
  const [{ from, version }] = useQueryStates({ from: parseAsString, version: parseAsInteger });
  if (from === null) return <EditorSession key="template" loaded={undefined} initialText={newWorkflowText} />;
  return <CopyPage key={`${from}/${version ?? ''}`} from={from} version={version ?? undefined} />;
}

interface CopyPageProps {
  readonly from: string;
  readonly version: number | undefined;
}

function CopyPage({ from, version }: CopyPageProps): ReactElement {
  const query = useQuery(definitionQuery(from, version));
  if (query.data !== undefined)
    return <EditorSession loaded={undefined} initialText={copyText(query.data.text)} />;
  if (query.error === null) return <EditorSkeleton title="New workflow" />;
  return (
    <ErrorState
      error={query.error}
      what={`${from}, which was to be copied, could not be loaded`}
      onRetry={() => void query.refetch()}
    />
  );
}
