import type { ReactElement } from 'react';
import { Menu } from '@mantine/core';
import { CopyPlus, Ellipsis, Play, Trash2 } from 'lucide-react';
import { Link } from 'react-router';
import { formatQuantity } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';
import type { DataColumn } from '#ui/data-table/table-types.ts';
import { TimeAgo } from '#ui/time-display.tsx';
import { ToolButton } from '#ui/tool-button.tsx';
import classes from './definitions-page.module.css';
import type { DefinitionRow } from './model/rows.ts';

export interface RowActions {
  readonly onRun: (row: DefinitionRow) => void;
  readonly onDelete: (row: DefinitionRow) => void;
}

export function definitionColumns(actions: RowActions): readonly DataColumn<DefinitionRow>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      width: 'minmax(240px, 1fr)',
      sortValue: (row) => row.name,
      cell: (row) => (
        <Link className={classes['name']} to={paths.definition(row.name)} title={row.name}>
          {row.name}
        </Link>
      ),
    },
    {
      id: 'version',
      header: 'Latest version',
      width: '170px',
      sortValue: (row) => row.latest,
      cell: (row) => (
        <>
          v{row.latest}
          {row.versions.length > 1 && (
            <span className="faint"> · {formatQuantity(row.versions.length, 'version')}</span>
          )}
        </>
      ),
    },
    {
      id: 'created',
      header: 'Created',
      width: '130px',
      sortValue: (row) => row.createdAt,
      cell: (row) => <When at={row.createdAt} />,
    },
    {
      id: 'updated',
      header: 'Updated',
      width: '130px',
      sortValue: (row) => row.updatedAt,
      cell: (row) => <When at={row.updatedAt} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      width: '92px',
      align: 'end',
      cell: (row) => <RowMenu row={row} actions={actions} />,
    },
  ];
}

interface WhenProps {
  readonly at: number | undefined;
}

function When({ at }: WhenProps): ReactElement {
  return at === undefined ? <span className="faint">–</span> : <TimeAgo at={at} />;
}

interface RowMenuProps {
  readonly row: DefinitionRow;
  readonly actions: RowActions;
}

function RowMenu({ row, actions }: RowMenuProps): ReactElement {
  const clone = paths.newDefinition({ from: row.name, version: String(row.latest) });
  return (
    <span className={classes['actions']}>
      <ToolButton
        label={`Run ${row.name}`}
        icon={<Play size={14} aria-hidden />}
        onClick={() => actions.onRun(row)}
      />
      <Menu width={200}>
        <Menu.Target>
          <ToolButton label={`More for ${row.name}`} icon={<Ellipsis size={14} aria-hidden />} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Play size={14} aria-hidden />} onClick={() => actions.onRun(row)}>
            Run
          </Menu.Item>
          <Menu.Item component={Link} to={clone} leftSection={<CopyPlus size={14} aria-hidden />}>
            Clone
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="danger"
            leftSection={<Trash2 size={14} aria-hidden />}
            onClick={() => actions.onDelete(row)}
          >
            Delete a version
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
