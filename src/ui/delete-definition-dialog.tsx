import { useState, type ReactElement } from 'react';
import { Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteWorkflowDefinition, refreshWorkflowDefinitions } from '#lib/workflow-definitions.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { notifyDone } from './notify.tsx';

export interface DeleteDefinitionDialogProps {
  readonly name: string;
  /** The version to begin with; another of `versions` may be chosen. */
  readonly version: number;
  /** Every version there is, newest first. */
  readonly versions: readonly number[];
  readonly onDeleted: (version: number) => void;
  readonly onClose: () => void;
}

/** Deletes one version of a definition, once its name has been typed. */
export function DeleteDefinitionDialog(props: DeleteDefinitionDialogProps): ReactElement {
  const { name, versions, onDeleted, onClose } = props;
  const [version, setVersion] = useState(props.version);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const client = useQueryClient();
  const deletion = useMutation({
    mutationFn: () => deleteWorkflowDefinition(name, version),
    onSuccess: async () => {
      onDeleted(version);
      notifyDone(`Deleted ${name}, version ${version}`);
      await refreshWorkflowDefinitions(client);
    },
  });

  function onConfirm(): void {
    if (typed.trim() === name) deletion.mutate();
    else setWrong(true);
  }

  return (
    <ConfirmDialog
      title="Delete a version"
      confirmLabel={`Delete version ${version}`}
      danger
      pending={deletion.isPending}
      error={deletion.error}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {versions.length > 1 && (
        <Select
          label="Version"
          data={versions.map((each) => ({ value: String(each), label: `Version ${each}` }))}
          value={String(version)}
          allowDeselect={false}
          onChange={(value) => value !== null && setVersion(Number(value))}
        />
      )}
      <p>
        <strong>{consequence(version, versions)}</strong> Executions that have started keep the definition
        they started with. This cannot be undone here; download the definition first to keep a copy.
      </p>
      <TextInput
        data-autofocus
        label={`To confirm, type ${name}`}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        error={wrong ? 'This is not the name.' : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
      />
    </ConfirmDialog>
  );
}

function consequence(version: number, versions: readonly number[]): string {
  const others = versions.filter((each) => each !== version);
  if (others.length === 0) return 'This is the only version: afterwards nothing can start this workflow.';
  const latest = Math.max(...others);
  if (version < latest) return `Only starts and sub-workflows that ask for version ${version} will fail.`;
  return `Whoever starts the workflow without naming a version will get version ${latest}.`;
}
