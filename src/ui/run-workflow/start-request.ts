import { isJsonObject, type WorkflowDef } from '#contract/index.ts';
import type { ApiError } from '#lib/api-error.ts';
import { errorMessage } from '#lib/api-error.ts';
import { formatJson, parseJson } from '#lib/json.ts';

export interface RunForm {
  readonly name: string;
  /** Empty for the latest. */
  readonly version: string;
  readonly input: string;
  readonly correlationId: string;
  readonly priority: string;
}

export type FormErrors = Partial<Record<keyof RunForm, string>>;

/** What POST /workflow is given. Only what was filled in; the server knows the rest. */
export interface StartBody {
  readonly name: string;
  readonly version?: number;
  readonly input: unknown;
  readonly correlationId?: string;
  readonly priority?: number;
}

export type Checked =
  | { readonly ok: true; readonly body: StartBody }
  | { readonly ok: false; readonly errors: FormErrors };

/** Turns the form into a request, or says what is wrong at which field. */
export function checkForm(form: RunForm): Checked {
  const errors: FormErrors = {};
  if (form.name === '') errors.name = 'Choose a workflow';
  const input = readInput(form.input);
  if (!input.ok) errors.input = input.error;
  if (form.priority !== '' && !/^\d{1,2}$/.test(form.priority)) errors.priority = 'A number from 0 to 99';
  if (!input.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  const correlationId = form.correlationId.trim();
  return {
    ok: true,
    body: {
      name: form.name,
      input: input.value,
      ...(form.version === '' ? {} : { version: Number(form.version) }),
      ...(correlationId === '' ? {} : { correlationId }),
      ...(form.priority === '' ? {} : { priority: Number(form.priority) }),
    },
  };
}

type ReadInput =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };

function readInput(text: string): ReadInput {
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value = parseJson(text);
    return isJsonObject(value)
      ? { ok: true, value }
      : { ok: false, error: 'The input must be a JSON object: { … }' };
  } catch (error) {
    return { ok: false, error: errorMessage(error) };
  }
}

/** The input a definition hopes for: its template, and an empty text for each name it lists beside. */
export function inputSkeleton(definition: Pick<WorkflowDef, 'inputParameters' | 'inputTemplate'>): string {
  const names = (definition.inputParameters ?? []).map((name): [string, unknown] => [name, '']);
  return formatJson({ ...Object.fromEntries(names), ...definition.inputTemplate });
}

const fields: readonly (keyof RunForm)[] = ['name', 'version', 'input', 'correlationId', 'priority'];

/** The server's complaints that belong to a field of the form. */
export function fieldErrorsOf(error: ApiError): FormErrors {
  const errors: FormErrors = {};
  for (const { path, message } of error.validationErrors) {
    const field = fields.find((each) => path.split('.').at(-1) === each);
    if (field !== undefined) errors[field] = message;
  }
  if (error.status === 404) errors.name = error.message;
  return errors;
}
