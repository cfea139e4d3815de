import { useState, type ReactElement } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useNavigate } from 'react-router';
import { formatCount } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';
import { saveFile } from '#lib/save-file.ts';
import { refreshWorkflowDefinitions } from '#lib/workflow-definitions.ts';
import { notifyDone } from '#ui/notify.tsx';
import { useShortcut } from '#ui/shortcuts.ts';
import { TabPanel, Tabs } from '#ui/tabs.tsx';
import { versionsQuery } from '../api.ts';
import { useDefinitionDocument } from '../hooks/use-definition-document.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useEditorActions } from '../hooks/use-editor-actions.ts';
import { useCheckedMentions, useKnownWorkflows } from '../hooks/use-known-workflows.ts';
import { useLeaveGuard } from '../hooks/use-leave-guard.ts';
import { useSelectedTask } from '../hooks/use-selected-task.ts';
import { draftKey } from '../model/drafts.ts';
import { whyUnsavable, type SavedDefinition } from '../model/save.ts';
import { CompareView } from './compare-view.tsx';
import { DesignView } from './design-view.tsx';
import { DraftNotice } from './draft-notice.tsx';
import { EditorDialogs, type EditorDialog } from './editor-dialogs.tsx';
import { EditorHeader } from './editor-header.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { headOfTask, nameIn } from './starting-place.ts';
import classes from './editor.module.css';

export interface EditorSessionProps {
  /** The definition as it was loaded; undefined for a new one. */
  readonly loaded: SavedDefinition | undefined;
  readonly initialText: string;
}

const tabs = ['design', 'compare'] as const;

/** One definition being edited, from its loading to its leaving. */
export function EditorSession({ loaded, initialText }: EditorSessionProps): ReactElement {
  const [saved, setSaved] = useState(loaded);
  const [dialog, setDialog] = useState<EditorDialog>({ kind: 'none' });
  const [refusedToSave, setRefusedToSave] = useState(false);
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('design'));
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: versions } = useQuery({ ...versionsQuery(saved?.name ?? ''), enabled: saved !== undefined });

  const known = useKnownWorkflows();
  const document = useCheckedMentions(useDefinitionDocument(initialText, loaded?.definition), known);
  const { reading, lastValid, changed } = document;
  const draft = useDraft(draftKey(loaded), document, saved?.changedAt ?? 0);
  const guard = useLeaveGuard(changed);
  const selected = useSelectedTask(reading, lastValid, known);
  const [newName] = useState(() => (loaded === undefined ? nameIn(initialText) : undefined));
  const start = newName ?? headOfTask(selected.highlight);
  const actions = useEditorActions(document, selected, start);

  const stale = reading.definition === undefined ? reading.problems[0] : undefined;
  const unsavable = refusedToSave ? whyUnsavable(reading) : undefined;

  useShortcut('mod+s', 'Save the definition', openSave);

  function openSave(): void {
    const now = document.read();
    const obstacle = whyUnsavable(now);
    setRefusedToSave(obstacle !== undefined);
    if (obstacle !== undefined) actions.showProblem(obstacle);
    if (obstacle !== undefined || now.identity === undefined) return;
    setDialog({ kind: 'save', identity: now.identity, problems: now.problems, text: document.text() });
  }

  function onSaved(stored: SavedDefinition, text: string): void {
    draft.forget();
    notifyDone(`Saved ${stored.name}, version ${stored.version}`);
    void refreshWorkflowDefinitions(client);
    setDialog({ kind: 'none' });
    if (saved?.name === stored.name && saved.version === stored.version) {
      setSaved(stored);
      document.settle(text);
      return;
    }
    guard.allow();
    void navigate(paths.definition(stored.name, stored.version, { task: selected.id ?? undefined }));
  }

  function onDeleted(): void {
    draft.forget();
    guard.allow();
    void navigate(paths.definitions());
  }

  function onDownload(): void {
    const { identity } = document.read();
    const name = identity === undefined || identity.name === '' ? 'workflow' : identity.name;
    const file = `${name.replaceAll(/[^\w.-]+/g, '_')}-v${identity?.version ?? 1}.json`;
    saveFile(file, new Blob([document.text()], { type: 'application/json' }));
  }

  return (
    <div className={classes['session']}>
      <EditorHeader
        saved={saved}
        versions={versions}
        changed={changed || loaded === undefined}
        onSave={openSave}
        onRun={() => setDialog({ kind: changed || saved === undefined ? 'run-unsaved' : 'run' })}
        onCompare={() => void setTab('compare')}
        onFormat={actions.format}
        onDownload={onDownload}
        onDelete={() => setDialog({ kind: 'delete' })}
      />
      {saved !== undefined && (
        <Tabs
          name="editor"
          label="Views of the definition"
          tabs={[
            { id: 'design', label: 'Design' },
            { id: 'compare', label: 'Compare', count: versions && formatCount(versions.length) },
          ]}
          value={tab}
          onChange={(next) => void setTab(next)}
        />
      )}
      {draft.offer !== undefined && (
        <DraftNotice
          draft={draft.offer}
          outdated={draft.offer.basedOn !== (saved?.changedAt ?? 0)}
          ready={actions.ready}
          onRestore={() => {
            if (draft.offer !== undefined) actions.replaceText(draft.offer.text);
            draft.dismiss();
          }}
          onDiscard={draft.forget}
        />
      )}
      {unsavable !== undefined && (
        <p className={classes['notice']} data-tone="failed" role="alert">
          This cannot be saved yet. Line {unsavable.line}: {unsavable.message}
        </p>
      )}
      <TabPanel
        name="editor"
        value={tab}
        className={`${classes['workspace']} ${saved === undefined ? classes['plain'] : ''}`}
      >
        <DesignView
          hidden={tab !== 'design' && saved !== undefined}
          initialText={initialText}
          document={document}
          selected={selected}
          actions={actions}
          stale={stale}
        />
        {tab === 'compare' && saved !== undefined && (
          <CompareView saved={saved} versions={versions ?? []} editorText={document.text()} />
        )}
      </TabPanel>
      <EditorDialogs
        dialog={dialog}
        saved={saved}
        versions={versions ?? []}
        baseline={document.baseline()}
        onSave={openSave}
        onRunSaved={() => setDialog({ kind: 'run' })}
        onSaved={onSaved}
        onRefused={document.refuse}
        onDeleted={onDeleted}
        onClose={() => setDialog({ kind: 'none' })}
      />
      <LeaveDialog blocker={guard.blocker} onDiscard={draft.forget} />
    </div>
  );
}
