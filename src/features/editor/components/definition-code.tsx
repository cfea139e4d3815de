import { useMemo, type ReactElement } from 'react';
import { workflowDefJsonSchema } from '#contract/index.ts';
import { CodeEditor } from '#ui/code-editor/code-editor.tsx';
import type { CodeEditorHandle, EditorMarker } from '#ui/code-editor/editor-types.ts';
import { registerJsonSchema } from '#ui/code-editor/json-schemas.ts';
import type { TextRange } from '../model/parsed-text.ts';
import { fullMessage, type Problem } from '../model/problem.ts';
import classes from './editor.module.css';

export interface DefinitionCodeProps {
  /** What the editor begins with; from then on the text is its own. */
  readonly initialText: string;
  readonly problems: readonly Problem[];
  readonly highlight: TextRange | undefined;
  readonly onText: (text: string) => void;
  readonly onCursor: (offset: number) => void;
  readonly onReady: (handle: CodeEditorHandle) => void;
}

const path = 'workflow-definition.json';
const longPath = 'long-definition.json';

registerJsonSchema({
  uri: 'conductor://schemas/workflow-definition.json',
  fileMatch: [path],
  schema: workflowDefJsonSchema,
});

// Above this, the schema's completion takes the language's worker beyond its stack; this page's checks go on.
const longestForSchema = 1_000_000;

/** The definition as text. */
export function DefinitionCode(props: DefinitionCodeProps): ReactElement {
  const { initialText, problems, highlight, onText, onCursor, onReady } = props;
  const markers = useMemo(() => problems.map(toMarker), [problems]);
  return (
    <section className={classes['code']} aria-label="JSON" aria-describedby="editor-keys">
      <CodeEditor
        language="json"
        label="Definition as JSON. Control+M lets the Tab key leave the editor."
        path={initialText.length > longestForSchema ? longPath : path}
        value={initialText}
        markers={markers}
        languageChecks={false}
        highlight={highlight}
        onChange={onText}
        onCursor={onCursor}
        onReady={onReady}
      />
      <p id="editor-keys" className={classes['keys']}>
        <kbd>Ctrl M</kbd> Tab leaves the editor · <kbd>F8</kbd> next problem
      </p>
    </section>
  );
}

function toMarker(problem: Problem): EditorMarker {
  const { severity, at } = problem;
  return { severity, message: fullMessage(problem), offset: at.offset, length: at.length };
}
