import { useState, type ReactElement } from 'react';
import { MantineProvider } from '@mantine/core';
import { beforeAll, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '#ui/styles.css';
import { CodeEditor, DiffEditor } from './code-editor.tsx';
import type { CodeEditorHandle, EditorMarker } from './editor-types.ts';
import { registerJsonSchema } from './json-schemas.ts';

// The editor's code is large: fetching it is no part of any test's time.
beforeAll(async () => {
  await Promise.all([import('./monaco-view.tsx'), import('./monaco-diff-view.tsx')]);
}, 120_000);

interface HarnessProps {
  readonly initial: string;
  readonly onText?: (text: string) => void;
  readonly onReady: (handle: CodeEditorHandle) => void;
  readonly onProblems?: (problems: readonly EditorMarker[]) => void;
  readonly path?: string;
}

function Harness({ initial, onText, onReady, onProblems, path = 'text.json' }: HarnessProps): ReactElement {
  const [value, setValue] = useState(initial);
  return (
    <MantineProvider>
      <div style={{ height: 300 }}>
        <CodeEditor
          value={value}
          onChange={(text) => {
            setValue(text);
            onText?.(text);
          }}
          language="json"
          label="Definition"
          path={path}
          onReady={onReady}
          {...(onProblems === undefined ? {} : { onProblems })}
        />
      </div>
    </MantineProvider>
  );
}

async function openEditor(props: Omit<HarnessProps, 'onReady'>): Promise<CodeEditorHandle> {
  const onReady = vi.fn<(handle: CodeEditorHandle) => void>();
  await render(<Harness {...props} onReady={onReady} />);
  await vi.waitFor(() => expect(onReady).toHaveBeenCalled(), { timeout: 20_000 });
  const handle = onReady.mock.lastCall?.[0];
  if (handle === undefined) throw new Error('no handle');
  return handle;
}

test('typing, an edit by the page and undo share one stack', async () => {
  const onText = vi.fn<(text: string) => void>();
  const handle = await openEditor({ initial: '{"a":1}', onText });
  handle.edit([
    { offset: 5, length: 1, text: '2' },
    { offset: 2, length: 1, text: 'b' },
  ]);
  expect(onText).toHaveBeenLastCalledWith('{"b":2}');
  handle.reveal({ offset: 7, length: 0 }, { select: true, focus: true });
  await userEvent.keyboard(' ');
  await vi.waitFor(() => expect(handle.getText()).toBe('{"b":2} '), { timeout: 10_000 });
  handle.undo();
  handle.undo();
  expect(handle.getText()).toBe('{"a":1}');
  handle.redo();
  expect(handle.getText()).toBe('{"b":2}');
});

test('broken JSON and a schema not met are told with their place', async () => {
  registerJsonSchema({
    uri: 'schema://fruit',
    fileMatch: ['fruit*.json'],
    schema: () => ({ type: 'object', properties: { weight: { type: 'number' } } }),
  });
  const onProblems = vi.fn<(problems: readonly EditorMarker[]) => void>();
  const handle = await openEditor({ initial: '{"weight":"much"}', onProblems, path: 'fruit.json' });
  await vi.waitFor(
    () =>
      expect(onProblems.mock.lastCall?.[0]).toMatchObject([{ severity: 'warning', offset: 10, length: 6 }]),
    { timeout: 15_000 },
  );
  handle.edit([{ offset: 16, length: 1, text: '' }]);
  await vi.waitFor(
    () => expect(onProblems.mock.lastCall?.[0]?.some((one) => one.severity === 'error')).toBe(true),
    {
      timeout: 15_000,
    },
  );
});

test('a comparison shows both texts', async () => {
  await render(
    <MantineProvider>
      <div style={{ height: 300 }}>
        <DiffEditor before={'{"a": 1}'} after={'{"a": 2}'} language="json" label="Changes" />
      </div>
    </MantineProvider>,
  );
  await expect
    .element(page.getByRole('textbox', { name: /Changes: after/ }), { timeout: 20_000 })
    .toBeInTheDocument();
  await expect.element(page.getByRole('textbox', { name: /Changes: before/ })).toBeInTheDocument();
});
