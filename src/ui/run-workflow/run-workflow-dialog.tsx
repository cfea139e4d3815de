import { useState, type ReactElement, type SubmitEvent } from 'react';
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { workflowDefSchema } from '#contract/index.ts';
import { isApiError } from '#lib/api-error.ts';
import { callApi, textAnswer } from '#lib/http-client.ts';
import { formatJson } from '#lib/json.ts';
import { paths } from '#lib/paths.ts';
import { workflowNamesQuery } from '#lib/workflow-names.ts';
import dialog from '../dialog.module.css';
import { ErrorDetails } from '../error-state.tsx';
import classes from './run-workflow.module.css';
import {
  checkForm,
  fieldErrorsOf,
  inputSkeleton,
  type FormErrors,
  type RunForm,
  type StartBody,
} from './start-request.ts';

export interface RunWorkflowDialogProps {
  /** The workflow to run, where it is already known. */
  readonly name?: string;
  readonly version?: number;
  /** An input to begin with, as of an earlier run. */
  readonly input?: unknown;
  readonly correlationId?: string;
  /** What to do with the id of the new execution; without it, its page opens. */
  readonly onStarted?: (id: string) => void;
  readonly onClose: () => void;
}

/** Starts a workflow: which one, with what input. Mount it to open it. */
export function RunWorkflowDialog(props: RunWorkflowDialogProps): ReactElement {
  const [form, setForm] = useState<RunForm>(() => ({
    name: props.name ?? '',
    version: props.version === undefined ? '' : String(props.version),
    input: props.input === undefined ? '' : formatJson(props.input),
    correlationId: props.correlationId ?? '',
    priority: '',
  }));
  const [errors, setErrors] = useState<FormErrors>({});
  const start = useStart(props);
  const serverErrors = isApiError(start.error) ? fieldErrorsOf(start.error) : {};
  const shown = { ...serverErrors, ...errors };

  function change(part: Partial<RunForm>): void {
    setForm((before) => ({ ...before, ...part }));
    setErrors({});
    start.reset();
  }

  function onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const checked = checkForm(form);
    if (checked.ok) start.mutate(checked.body);
    else setErrors(checked.errors);
  }

  return (
    <Modal opened onClose={props.onClose} title="Run workflow" size="lg">
      <form className={dialog['form']} onSubmit={onSubmit} noValidate>
        <WorkflowChoice form={form} errors={shown} onChange={change} />
        <InputField form={form} error={shown.input} onChange={change} />
        <div className={classes['pair']}>
          <TextInput
            label="Correlation id"
            description="Finds this run by an id of your own"
            value={form.correlationId}
            error={shown.correlationId}
            onChange={(event) => change({ correlationId: event.currentTarget.value })}
          />
          <TextInput
            label="Priority"
            description="0 to 99"
            inputMode="numeric"
            value={form.priority}
            error={shown.priority}
            onChange={(event) => change({ priority: event.currentTarget.value })}
          />
        </div>
        {start.isError && Object.keys(serverErrors).length === 0 && <ErrorDetails error={start.error} />}
        <div className={dialog['buttons']}>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={start.isPending}>
            Run
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function useStart({ onStarted, onClose }: RunWorkflowDialogProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: StartBody) => callApi({ method: 'POST', path: '/workflow', body, schema: textAnswer }),
    onSuccess: (id) => {
      void queryClient.invalidateQueries({ queryKey: ['executions'] });
      onClose();
      if (onStarted === undefined) void navigate(paths.execution(id));
      else onStarted(id);
    },
  });
}

interface PartProps {
  readonly form: RunForm;
  readonly onChange: (part: Partial<RunForm>) => void;
}

interface WorkflowChoiceProps extends PartProps {
  readonly errors: FormErrors;
}

function WorkflowChoice({ form, errors, onChange }: WorkflowChoiceProps): ReactElement {
  const names = useQuery(workflowNamesQuery);
  const versions = names.data?.[form.name] ?? [];
  const known = Object.keys(names.data ?? {});
  // A workflow saved a moment ago may not be in the list yet.
  const options = form.name === '' || known.includes(form.name) ? known : [form.name, ...known];
  const latest = versions.at(-1)?.version;
  return (
    <div className={classes['pair']}>
      <Select
        label="Workflow"
        data-autofocus={form.name === '' ? true : undefined}
        placeholder={names.isPending ? 'Loading…' : 'Choose a workflow'}
        searchable
        openOnFocus={false}
        limit={100}
        data={options}
        value={form.name === '' ? null : form.name}
        error={errors.name ?? (names.isError ? 'The names could not be loaded' : undefined)}
        nothingFoundMessage="No workflow is called that"
        onChange={(name) => onChange({ name: name ?? '', version: '' })}
      />
      <Select
        label="Version"
        data={[
          { value: '', label: latest === undefined ? 'Latest' : `Latest (${latest})` },
          ...versions.map(({ version }) => ({ value: String(version), label: String(version) })).toReversed(),
        ]}
        value={form.version}
        error={errors.version}
        allowDeselect={false}
        onChange={(version) => onChange({ version: version ?? '' })}
      />
    </div>
  );
}

interface InputFieldProps extends PartProps {
  readonly error: string | undefined;
}

function InputField({ form, error, onChange }: InputFieldProps): ReactElement {
  const definition = useQuery({
    queryKey: ['metadata', 'workflow', 'definition', form.name, form.version],
    queryFn: ({ signal }) =>
      callApi({
        path: `/metadata/workflow/${encodeURIComponent(form.name)}`,
        query: { version: form.version === '' ? undefined : form.version },
        schema: workflowDefSchema,
        signal,
      }),
    enabled: form.name !== '',
  });
  const skeleton = definition.data === undefined ? '{}' : inputSkeleton(definition.data);
  return (
    <div>
      <Textarea
        label="Input"
        description="A JSON object"
        data-autofocus={form.name === '' ? undefined : true}
        autosize
        minRows={5}
        maxRows={16}
        spellCheck={false}
        placeholder={skeleton}
        classNames={{ input: classes['code'] ?? '' }}
        value={form.input}
        error={error}
        onChange={(event) => onChange({ input: event.currentTarget.value })}
      />
      {form.input === '' && skeleton !== '{}' && (
        <button type="button" className={classes['fill']} onClick={() => onChange({ input: skeleton })}>
          Begin with what the definition asks for
        </button>
      )}
    </div>
  );
}
