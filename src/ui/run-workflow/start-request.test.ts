import { describe, expect, test } from 'vitest';
import { ApiError } from '#lib/api-error.ts';
import { formatJson } from '#lib/json.ts';
import { checkForm, fieldErrorsOf, inputSkeleton, type RunForm } from './start-request.ts';

const filled: RunForm = { name: 'orders', version: '', input: '{}', correlationId: '', priority: '' };

describe('checkForm', () => {
  test('sends only what was filled in', () => {
    expect(checkForm(filled)).toEqual({ ok: true, body: { name: 'orders', input: {} } });
    const all = { ...filled, version: '3', correlationId: ' c-1 ', priority: '7', input: '' };
    expect(checkForm(all)).toEqual({
      ok: true,
      body: { name: 'orders', input: {}, version: 3, correlationId: 'c-1', priority: 7 },
    });
  });

  test('keeps a 64-bit number of the input', () => {
    const checked = checkForm({ ...filled, input: '{"id":9223372036854775807}' });
    expect(checked.ok && formatJson(checked.body.input, 0)).toBe('{"id":9223372036854775807}');
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ input: '{"a":' }, 'input'],
    [{ input: '[1]' }, 'input'],
    [{ priority: '100' }, 'priority'],
  ] as const)('%o is refused at %s', (change, field) => {
    const checked = checkForm({ ...filled, ...change });
    expect(checked.ok ? [] : Object.keys(checked.errors)).toEqual([field]);
  });
});

test('the skeleton holds the template, and the names without one', () => {
  expect(JSON.parse(inputSkeleton({ inputParameters: ['a', 'b'], inputTemplate: { b: 2 } }))).toEqual({
    a: '',
    b: 2,
  });
});

test("the server's complaints find their fields", () => {
  const error = new ApiError({
    kind: 'refused',
    status: 400,
    message: 'Validation failed',
    request: { method: 'POST', url: '/api/workflow' },
    validationErrors: [
      { path: 'startWorkflow.startWorkflowRequest.priority', message: 'priority: 120 should be maximum 99' },
      { path: 'startWorkflow.other', message: 'no field of ours' },
    ],
  });
  expect(fieldErrorsOf(error)).toEqual({ priority: 'priority: 120 should be maximum 99' });
});
