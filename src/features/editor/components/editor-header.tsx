import type { ReactElement } from 'react';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { AlignLeft, CopyPlus, Download, Ellipsis, Play, Trash2 } from 'lucide-react';
import { Link } from 'react-router';
import type { WorkflowDefVersion } from '#contract/index.ts';
import { paths } from '#lib/paths.ts';
import { PageHeader } from '#ui/page-header.tsx';
import { keyLabel } from '#ui/shortcuts.ts';
import type { SavedDefinition } from '../model/save.ts';
import classes from './editor-header.module.css';
import { VersionsMenu } from './versions-menu.tsx';

export interface EditorHeaderProps {
  readonly saved: SavedDefinition | undefined;
  readonly versions: readonly WorkflowDefVersion[] | undefined;
  readonly changed: boolean;
  readonly onSave: () => void;
  readonly onRun: () => void;
  readonly onCompare: () => void;
  readonly onFormat: () => void;
  readonly onDownload: () => void;
  readonly onDelete: () => void;
}

const crumbs = [{ label: 'Workflows', to: paths.definitions() }];

export function EditorHeader(props: EditorHeaderProps): ReactElement {
  const { saved, versions, changed, onSave, onRun, onCompare } = props;
  return (
    <PageHeader
      title={saved?.name ?? 'New workflow'}
      documentTitle={saved === undefined ? 'New workflow' : `${saved.name} v${saved.version}`}
      crumbs={crumbs}
      meta={
        <>
          {saved !== undefined && <VersionNote saved={saved} versions={versions} />}
          <span role="status">
            {changed && (
              <span className={classes['chip']}>{saved === undefined ? 'Not saved' : 'Unsaved changes'}</span>
            )}
          </span>
        </>
      }
      actions={
        <>
          {saved !== undefined && (
            <VersionsMenu
              name={saved.name}
              current={saved.version}
              versions={versions}
              onCompare={onCompare}
            />
          )}
          <Button leftSection={<Play size={14} aria-hidden />} onClick={onRun}>
            Run
          </Button>
          <MoreMenu {...props} />
          <Button variant="filled" title={keyLabel('mod+s')} onClick={onSave}>
            Save
          </Button>
        </>
      }
    />
  );
}

interface VersionNoteProps {
  readonly saved: SavedDefinition;
  readonly versions: readonly WorkflowDefVersion[] | undefined;
}

function VersionNote({ saved, versions = [] }: VersionNoteProps): ReactElement {
  const latest = versions[0]?.version ?? saved.version;
  return (
    <span className="faint">
      v{saved.version}
      {latest > saved.version && (
        <>
          , the latest is <Link to={paths.definition(saved.name, latest)}>v{latest}</Link>
        </>
      )}
    </span>
  );
}

function MoreMenu({ saved, onFormat, onDownload, onDelete }: EditorHeaderProps): ReactElement {
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label="More" title="More">
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<AlignLeft size={14} aria-hidden />} onClick={onFormat}>
          Format the text
        </Menu.Item>
        <Menu.Item leftSection={<Download size={14} aria-hidden />} onClick={onDownload}>
          Download JSON
        </Menu.Item>
        {saved !== undefined && (
          <>
            <Menu.Item
              component={Link}
              to={paths.newDefinition({ from: saved.name, version: String(saved.version) })}
              leftSection={<CopyPlus size={14} aria-hidden />}
            >
              Clone
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="danger" leftSection={<Trash2 size={14} aria-hidden />} onClick={onDelete}>
              Delete this version
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
