import { useMemo, useRef, useState, type ReactElement } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus, Search } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { Link, useNavigate } from 'react-router';
import { formatCount, formatQuantity } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';
import { workflowNamesQuery } from '#lib/workflow-names.ts';
import { DataTable } from '#ui/data-table/data-table.tsx';
import { DeleteDefinitionDialog } from '#ui/delete-definition-dialog.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ErrorState } from '#ui/error-state.tsx';
import { PageHeader } from '#ui/page-header.tsx';
import { RunWorkflowDialog } from '#ui/run-workflow/run-workflow-dialog.tsx';
import { keyLabel, useShortcut } from '#ui/shortcuts.ts';
import { SkeletonRows } from '#ui/skeleton.tsx';
import { definitionColumns, type RowActions } from './definition-columns.tsx';
import classes from './definitions-page.module.css';
import { findRows, toRows, type DefinitionRow } from './model/rows.ts';
import { NoDefinitions } from './no-definitions.tsx';
import { useSortParam } from './use-sort-param.ts';

type Overlay =
  | { readonly kind: 'none' }
  | { readonly kind: 'run'; readonly row: DefinitionRow }
  | { readonly kind: 'delete'; readonly row: DefinitionRow };

const closed: Overlay = { kind: 'none' };

export function Component(): ReactElement {
  const query = useQuery(workflowNamesQuery);
  const rows = useMemo(() => (query.data === undefined ? undefined : toRows(query.data)), [query.data]);
  return (
    <>
      <PageHeader
        title="Workflows"
        meta={
          rows !== undefined && rows.length > 0 && <span className="faint">{formatCount(rows.length)}</span>
        }
        actions={
          <Button
            component={Link}
            to={paths.newDefinition()}
            variant="filled"
            leftSection={<Plus size={14} aria-hidden />}
          >
            New workflow
          </Button>
        }
      />
      {rows !== undefined ? (
        <Definitions rows={rows} />
      ) : query.error !== null ? (
        <ErrorState
          error={query.error}
          what="The workflows could not be loaded"
          onRetry={() => void query.refetch()}
        />
      ) : (
        <SkeletonRows label="Loading the workflows" />
      )}
    </>
  );
}

interface DefinitionsProps {
  readonly rows: readonly DefinitionRow[];
}

function Definitions({ rows }: DefinitionsProps): ReactElement {
  const [search, setSearch] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ throttleMs: 200 }),
  );
  const [sort, setSort] = useSortParam();
  const [overlay, setOverlay] = useState<Overlay>(closed);
  const searchBox = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const found = useMemo(() => findRows(rows, search), [rows, search]);
  const columns = useMemo(() => {
    const actions: RowActions = {
      onRun: (row) => setOverlay({ kind: 'run', row }),
      onDelete: (row) => setOverlay({ kind: 'delete', row }),
    };
    return definitionColumns(actions);
  }, []);

  useShortcut('/', 'Search workflows', () => searchBox.current?.focus());

  if (rows.length === 0) return <NoDefinitions />;
  return (
    <>
      <search className={classes['search']}>
        <TextInput
          ref={searchBox}
          aria-label="Search workflows by name"
          placeholder="Search by name"
          leftSection={<Search size={14} aria-hidden />}
          rightSection={search === '' ? <kbd>{keyLabel('/')}</kbd> : undefined}
          value={search}
          onChange={(event) => void setSearch(event.currentTarget.value)}
        />
        <span className="muted" role="status">
          {search !== '' && `${formatCount(found.length)} of ${formatQuantity(rows.length, 'workflow')}`}
        </span>
      </search>
      {found.length === 0 ? (
        <EmptyState
          title="No workflow has such a name"
          actions={<Button onClick={() => void setSearch('')}>Clear the search</Button>}
        />
      ) : (
        <DataTable
          label="Workflows"
          rows={found}
          columns={columns}
          rowId={(row) => row.name}
          sort={sort}
          onSortChange={setSort}
          resetKey={search}
          onOpen={(row) => void navigate(paths.definition(row.name))}
        />
      )}
      {overlay.kind === 'run' && (
        <RunWorkflowDialog name={overlay.row.name} onClose={() => setOverlay(closed)} />
      )}
      {overlay.kind === 'delete' && (
        <DeleteDefinitionDialog
          name={overlay.row.name}
          version={overlay.row.latest}
          versions={overlay.row.versions.map((each) => each.version)}
          onDeleted={() => setOverlay(closed)}
          onClose={() => setOverlay(closed)}
        />
      )}
    </>
  );
}
