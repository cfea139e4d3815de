import { useState, type ReactElement, type SubmitEvent } from 'react';
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { CircleCheck } from 'lucide-react';
import type { Task } from '#contract/index.ts';
import { ErrorDetails } from '#ui/error-state.tsx';
import { notifyDone } from '#ui/notify.tsx';
import type { TaskUpdate } from '../api.ts';
import type { RequestMutation } from '../hooks/use-execution-request.ts';
import { readObject } from '../model/json-object.ts';
import { isRunByServer, stepType, taskTitle } from '../model/task-info.ts';
import classes from './panel.module.css';

export interface UpdateTaskProps {
  readonly task: Task;
  readonly mutation: RequestMutation;
}

/** Steps that end because of something else, not because someone reports a result. */
const notReported = new Set(['JOIN', 'EXCLUSIVE_JOIN', 'DO_WHILE', 'SUB_WORKFLOW']);

/** Reports the result of an open task by hand, as a worker would. */
export function UpdateTask({ task, mutation }: UpdateTaskProps): ReactElement | null {
  const type = stepType(task);
  const [open, setOpen] = useState(type === 'WAIT' || type === 'HUMAN');
  const outside = task.workflowTask?.asyncComplete === true;
  if (notReported.has(type) || (isRunByServer(task) && !outside)) return null;
  if (open) return <UpdateForm task={task} mutation={mutation} onClose={() => setOpen(false)} />;
  return (
    <div className={classes['actions']}>
      <Button leftSection={<CircleCheck size={14} aria-hidden />} onClick={() => setOpen(true)}>
        Complete or fail this task…
      </Button>
    </div>
  );
}

type ReportedStatus = Extract<TaskUpdate['status'], 'COMPLETED' | 'FAILED' | 'FAILED_WITH_TERMINAL_ERROR'>;

const choices: readonly { readonly value: ReportedStatus; readonly label: string; readonly about: string }[] =
  [
    { value: 'COMPLETED', label: 'Complete', about: 'The workflow goes on with this output.' },
    { value: 'FAILED', label: 'Fail', about: 'It is tried again if its definition allows more tries.' },
    { value: 'FAILED_WITH_TERMINAL_ERROR', label: 'Fail for good', about: 'It is not tried again.' },
  ];

interface UpdateFormProps extends UpdateTaskProps {
  readonly onClose: () => void;
}

function UpdateForm({ task, mutation, onClose }: UpdateFormProps): ReactElement {
  const [status, setStatus] = useState<ReportedStatus>('COMPLETED');
  const [output, setOutput] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const choice = choices.find(({ value }) => value === status);
  const failed = mutation.isError && mutation.variables.kind === 'update-task';

  function onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const read = readObject(output);
    setProblem(read.ok ? undefined : read.error);
    if (!read.ok) return;
    const update: TaskUpdate = {
      taskId: task.taskId,
      status,
      outputData: read.value,
      ...(status === 'COMPLETED' || reason.trim() === '' ? {} : { reasonForIncompletion: reason.trim() }),
    };
    const done = status === 'COMPLETED' ? 'Completed' : 'Failed';
    mutation.mutate(
      { kind: 'update-task', update },
      { onSuccess: () => notifyDone(`${done} ${taskTitle(task)}`) },
    );
  }

  return (
    <form className={classes['form']} aria-label="Complete or fail this task" onSubmit={onSubmit} noValidate>
      <SegmentedControl
        aria-label="Result"
        data={choices.map(({ value, label }) => ({ value, label }))}
        value={status}
        onChange={setStatus}
      />
      <p className="muted">{choice?.about}</p>
      {status !== 'COMPLETED' && (
        <TextInput label="Reason" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      )}
      <Textarea
        label="Output"
        description="A JSON object"
        placeholder="{}"
        autosize
        minRows={3}
        maxRows={14}
        spellCheck={false}
        value={output}
        error={problem}
        onChange={(event) => {
          setOutput(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      {failed && <ErrorDetails error={mutation.error} />}
      <div className={classes['buttons']}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="filled"
          color={status === 'COMPLETED' ? 'accent' : 'danger'}
          loading={mutation.isPending}
        >
          {choice?.label} task
        </Button>
      </div>
    </form>
  );
}
