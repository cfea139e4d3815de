import type { ReactElement } from 'react';
import type { WorkflowDefVersion } from '#contract/index.ts';
import type { FieldError } from '#lib/api-error.ts';
import { DeleteDefinitionDialog } from '#ui/delete-definition-dialog.tsx';
import { RunWorkflowDialog } from '#ui/run-workflow/run-workflow-dialog.tsx';
import type { DefinitionIdentity } from '../model/identity.ts';
import { countProblems, type Problem } from '../model/problem.ts';
import type { SavedDefinition } from '../model/save.ts';
import { RunUnsavedDialog } from './run-unsaved-dialog.tsx';
import { SaveDialog } from './save-dialog.tsx';

export type EditorDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'run' }
  | { readonly kind: 'run-unsaved' }
  | { readonly kind: 'delete' }
  | {
      readonly kind: 'save';
      readonly identity: DefinitionIdentity;
      readonly problems: readonly Problem[];
      readonly text: string;
    };

export interface EditorDialogsProps {
  readonly dialog: EditorDialog;
  readonly saved: SavedDefinition | undefined;
  readonly versions: readonly WorkflowDefVersion[];
  readonly baseline: string;
  readonly onSave: () => void;
  readonly onRunSaved: () => void;
  readonly onSaved: (stored: SavedDefinition, text: string) => void;
  readonly onRefused: (errors: readonly FieldError[]) => void;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Whatever the page asks before it does something. */
export function EditorDialogs(props: EditorDialogsProps): ReactElement | null {
  const { dialog, saved, versions, baseline, onSave, onRunSaved, onSaved, onRefused, onDeleted, onClose } =
    props;
  switch (dialog.kind) {
    case 'none':
      return null;
    case 'save':
      return (
        <SaveDialog
          text={dialog.text}
          identity={dialog.identity}
          counts={countProblems(dialog.problems)}
          baseline={baseline}
          saved={saved}
          onSaved={onSaved}
          onRefused={onRefused}
          onClose={onClose}
        />
      );
    case 'run-unsaved':
      return <RunUnsavedDialog saved={saved} onSave={onSave} onRunSaved={onRunSaved} onClose={onClose} />;
    case 'run':
      return saved === undefined ? null : (
        <RunWorkflowDialog name={saved.name} version={saved.version} onClose={onClose} />
      );
    case 'delete':
      return saved === undefined ? null : (
        <DeleteDefinitionDialog
          name={saved.name}
          version={saved.version}
          versions={versions.map((each) => each.version)}
          onDeleted={onDeleted}
          onClose={onClose}
        />
      );
    default:
      return dialog satisfies never;
  }
}
