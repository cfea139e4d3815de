import { Suspense, type ReactElement } from 'react';
import { whenIdle } from '#lib/when-idle.ts';
import { lazyPart } from '../lazy-part.tsx';
import { Skeleton } from '../skeleton.tsx';
import classes from './code-editor.module.css';
import { loadCodeFont } from './code-font.ts';
import type { CodeEditorProps, DiffEditorProps } from './editor-types.ts';

const MonacoView = lazyPart(async () => {
  await quiet();
  return import('./monaco-view.tsx');
});
const MonacoDiffView = lazyPart(async () => {
  await quiet();
  return import('./monaco-diff-view.tsx');
});

/** Megabytes of code come after whatever else the page still has to draw; the font they measure is asked for before. */
async function quiet(): Promise<void> {
  void loadCodeFont();
  return new Promise((resolve) => {
    whenIdle(resolve, 300);
  });
}

/** An editor for JSON and JavaScript. It fills its parent; its code comes when it is first shown. */
export function CodeEditor(props: CodeEditorProps): ReactElement {
  return (
    <Suspense fallback={<EditorSkeleton />}>
      <MonacoView {...props} />
    </Suspense>
  );
}

/** Two texts and what differs, side by side or in one column. It fills its parent. */
export function DiffEditor(props: DiffEditorProps): ReactElement {
  return (
    <Suspense fallback={<EditorSkeleton />}>
      <MonacoDiffView {...props} />
    </Suspense>
  );
}

const widths = ['8%', '34%', '28%', '46%', '40%', '22%', '38%', '12%'];

function EditorSkeleton(): ReactElement {
  return (
    <div role="status" aria-label="Loading the editor" className={classes['skeleton']}>
      {widths.map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
