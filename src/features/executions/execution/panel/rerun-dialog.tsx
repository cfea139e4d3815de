import { useState, type ReactElement } from 'react';
import { Checkbox, Textarea } from '@mantine/core';
import type { Task, Workflow } from '#contract/index.ts';
import { formatQuantity } from '#lib/formats.ts';
import { formatJson } from '#lib/json.ts';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { notifyDone } from '#ui/notify.tsx';
import type { RequestMutation } from '../hooks/use-execution-request.ts';
import { readObject } from '../model/json-object.ts';
import { stepType, taskTitle } from '../model/task-info.ts';
import classes from './panel.module.css';

export interface RerunDialogProps {
  readonly workflow: Workflow;
  readonly task: Task;
  readonly mutation: RequestMutation;
  /** Whether to begin with the input open for changes. */
  readonly withInput?: boolean;
  readonly onClose: () => void;
}

/** Takes an ended execution up again at one task, with its input or another. */
export function RerunDialog(props: RerunDialogProps): ReactElement {
  const { workflow, task, mutation, withInput = false, onClose } = props;
  const [changed, setChanged] = useState(withInput);
  const [input, setInput] = useState(() => formatJson(task.inputData));
  const [problem, setProblem] = useState<string>();
  const isChild = stepType(task) === 'SUB_WORKFLOW';
  const later = isChild ? 0 : workflow.tasks.filter(({ seq }) => seq > task.seq).length;

  function onConfirm(): void {
    const read = changed ? readObject(input) : undefined;
    setProblem(read?.ok === false ? read.error : undefined);
    if (read?.ok === false) return;
    mutation.mutate(
      { kind: 'rerun', taskId: task.taskId, input: read?.value },
      {
        onSuccess: () => {
          notifyDone(`Running again from ${taskTitle(task)}`);
          onClose();
        },
      },
    );
  }

  return (
    <ConfirmDialog
      title={`Rerun from ${taskTitle(task)}`}
      confirmLabel="Rerun"
      pending={mutation.isPending}
      error={mutation.error}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>
        The execution runs again, under the same id, beginning with this task.{' '}
        {isChild && 'Its sub-workflow begins anew. '}
        {later > 0 && (
          <>
            What <strong>{formatQuantity(later, 'later task')}</strong> did is forgotten.{' '}
          </>
        )}
        What came before stays.
      </p>
      <Checkbox
        label="Give it another input"
        checked={changed}
        onChange={(event) => setChanged(event.currentTarget.checked)}
      />
      {changed && (
        <Textarea
          className={classes['code'] ?? ''}
          label="Input"
          description="A JSON object"
          autosize
          minRows={5}
          maxRows={16}
          spellCheck={false}
          value={input}
          error={problem}
          onChange={(event) => {
            setInput(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
      )}
    </ConfirmDialog>
  );
}
