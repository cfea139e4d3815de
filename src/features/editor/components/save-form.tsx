import { useEffect, useRef, useState, type ReactElement, type SubmitEvent } from 'react';
import { Button, Radio } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { isApiError, type FieldError } from '#lib/api-error.ts';
import { formatQuantity } from '#lib/formats.ts';
import { DiffEditor } from '#ui/code-editor/code-editor.tsx';
import { ErrorDetails } from '#ui/error-state.tsx';
import { checkBeforeSave, loadDefinition, saveDefinition, type SaveCheck } from '../api.ts';
import { withIdentity } from '../model/edits.ts';
import type { DefinitionIdentity } from '../model/identity.ts';
import type { ProblemCounts } from '../model/problem.ts';
import { changedMeanwhile, saveChoices, type SaveChoice, type SavedDefinition } from '../model/save.ts';
import classes from './save-dialog.module.css';

export interface SaveFormProps {
  readonly text: string;
  readonly identity: DefinitionIdentity;
  readonly counts: ProblemCounts;
  /** The text that was loaded or saved last. */
  readonly baseline: string;
  readonly saved: SavedDefinition | undefined;
  readonly check: SaveCheck;
  /** There is something on the server to compare the text with. */
  readonly comparable: boolean;
  readonly onRecheck: () => void;
  readonly onSaved: (stored: SavedDefinition, text: string) => void;
  readonly onRefused: (errors: readonly FieldError[]) => void;
  readonly onClose: () => void;
}

export function SaveForm(props: SaveFormProps): ReactElement {
  const { text, identity, counts, baseline, saved, check, comparable, onClose } = props;
  const choices = saveChoices(identity, check.existing);
  const [chosenKey, setChosenKey] = useState<string>();
  const narrow = useMediaQuery('(max-width: 1100px)');
  const choice = choices.find((each) => keyOf(each) === chosenKey) ?? choices[0];
  const overwritesAnother = choice?.kind === 'overwrite' && changedMeanwhile(saved, check.current);
  const saving = useSaving(props);
  const button = useRef<HTMLButtonElement>(null);

  // The dialog opened before there was anything to confirm.
  useEffect(() => button.current?.focus(), []);

  function onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (choice !== undefined) saving.mutate({ choice, text: textFor(choice, identity, text) });
  }

  if (choice === undefined) return <p>There is nothing to save.</p>;
  const before = overwritesAnother ? (check.current?.text ?? '') : baseline;
  return (
    <form className={classes['form']} onSubmit={onSubmit}>
      {choices.length === 1 ? (
        <p>
          Saves it as version {choice.version}. {explain(choice, identity, saved)}
        </p>
      ) : (
        <Radio.Group value={keyOf(choice)} onChange={setChosenKey} aria-label="What to save as">
          <div className={classes['choices']}>
            {choices.map((each) => (
              <Radio
                key={keyOf(each)}
                size="xs"
                classNames={{ label: classes['label'] ?? '', description: classes['description'] ?? '' }}
                value={keyOf(each)}
                label={`Save as version ${each.version}`}
                description={explain(each, identity, saved)}
              />
            ))}
          </div>
        </Radio.Group>
      )}
      {overwritesAnother && (
        <p className={classes['conflict']} role="alert">
          <strong>Version {choice.version} has changed on the server since you opened it.</strong> Saving over
          it undoes that change. Below, the server’s text is on the left and yours on the right.
        </p>
      )}
      {counts.errors > 0 && (
        <p className={classes['conflict']}>
          {formatQuantity(counts.errors, 'error')} in this definition: the server will probably refuse it.
        </p>
      )}
      {comparable && (
        <div className={classes['diff']}>
          <DiffEditor
            language="json"
            label="What saving would change"
            before={before}
            after={textFor(choice, identity, text)}
            inline={narrow}
          />
        </div>
      )}
      {saving.error !== null && <ErrorDetails error={saving.error} />}
      <div className={classes['buttons']}>
        <Button onClick={onClose}>Cancel</Button>
        <Button ref={button} type="submit" variant="filled" loading={saving.isPending}>
          {overwritesAnother ? 'Overwrite' : 'Save'} version {choice.version}
        </Button>
      </div>
    </form>
  );
}

interface Saving {
  readonly choice: SaveChoice;
  readonly text: string;
}

function useSaving({ check, identity, onRecheck, onSaved, onRefused }: SaveFormProps) {
  return useMutation({
    mutationFn: async ({ choice, text }: Saving) => {
      if (choice.kind === 'overwrite') {
        const now = await checkBeforeSave(identity.name, identity.version);
        if (changedMeanwhile(check.current, now.current)) {
          onRecheck();
          throw new Error(
            'The version has just changed on the server. Look at the difference and save again.',
          );
        }
      }
      await saveDefinition(choice, text);
      return loadDefinition(choice.name, choice.version);
    },
    onSuccess: (stored, { text }) => onSaved(stored, text),
    onError: (error) => {
      if (!isApiError(error)) return;
      onRefused(error.validationErrors);
      if (error.status === 409) onRecheck();
    },
  });
}

function keyOf(choice: SaveChoice): string {
  return `${choice.kind}-${choice.version}`;
}

function textFor(choice: SaveChoice, identity: DefinitionIdentity, text: string): string {
  return choice.version === identity.version ? text : withIdentity(text, { version: choice.version });
}

function explain(
  choice: SaveChoice,
  identity: DefinitionIdentity,
  saved: SavedDefinition | undefined,
): string {
  const renamed = saved !== undefined && saved.name !== identity.name;
  if (choice.kind === 'overwrite')
    return 'Replaces that version. Executions that have started are not affected.';
  if (renamed) return `Makes ${identity.name} beside ${saved.name}, which stays as it is.`;
  if (saved === undefined) return 'Makes a new workflow.';
  return `Keeps version ${saved.version}. Starts without a version get the highest one.`;
}
