import type {
  CodeEditorHandle,
  EditorMarker,
  MarkerSeverity,
  RevealOptions,
  TextEdit,
  TextSpan,
} from './editor-types.ts';
import { monaco } from './monaco.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;
type Model = monaco.editor.ITextModel;

export function rangeOf(model: Model, span: TextSpan): monaco.IRange {
  const start = model.getPositionAt(span.offset);
  const end = model.getPositionAt(span.offset + span.length);
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}

function spanOf(model: Model, range: monaco.IRange): TextSpan {
  const offset = model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn });
  const end = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
  return { offset, length: end - offset };
}

const toMonaco: Readonly<Record<MarkerSeverity, monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

function severityOf(severity: monaco.MarkerSeverity): MarkerSeverity {
  if (severity === monaco.MarkerSeverity.Error) return 'error';
  return severity === monaco.MarkerSeverity.Warning ? 'warning' : 'info';
}

/** The page's own markers, kept apart from those of the language. */
const pageMarkers = 'page';

export function showMarkers(model: Model, markers: readonly EditorMarker[]): void {
  monaco.editor.setModelMarkers(
    model,
    pageMarkers,
    markers.map(({ severity, message, ...span }) => ({
      severity: toMonaco[severity],
      message,
      ...rangeOf(model, span),
    })),
  );
}

export function languageProblems(model: Model): EditorMarker[] {
  return monaco.editor
    .getModelMarkers({ resource: model.uri })
    .filter((marker) => marker.owner !== pageMarkers)
    .map((marker) => ({
      severity: severityOf(marker.severity),
      message: marker.message,
      ...spanOf(model, marker),
    }));
}

/** Takes away what the language has marked. */
export function hideLanguageProblems(model: Model): void {
  const owners = monaco.editor.getModelMarkers({ resource: model.uri }).map((marker) => marker.owner);
  for (const owner of new Set(owners)) {
    if (owner !== pageMarkers) monaco.editor.setModelMarkers(model, owner, []);
  }
}

function applyEdits(editor: Editor, edits: readonly TextEdit[]): void {
  const model = editor.getModel();
  if (model === null) return;
  // Edits of a model, not of the editor: they count while the editor is read-only to the reader's hand, too.
  editor.pushUndoStop();
  model.pushEditOperations(
    editor.getSelections(),
    edits.map((edit) => ({ range: rangeOf(model, edit), text: edit.text })),
    () => null,
  );
  editor.pushUndoStop();
}

/** Makes the text another one by replacing only what differs, so that cursor, folding and undo survive. */
export function replaceText(editor: Editor, text: string): void {
  const before = editor.getValue();
  const shortest = Math.min(before.length, text.length);
  let start = 0;
  while (start < shortest && before[start] === text[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === text.at(-1 - end)) end += 1;
  applyEdits(editor, [
    { offset: start, length: before.length - start - end, text: text.slice(start, text.length - end) },
  ]);
}

function revealSpan(editor: Editor, span: TextSpan, options: RevealOptions): void {
  const model = editor.getModel();
  if (model === null) return;
  const range = rangeOf(model, span);
  editor.revealRangeInCenterIfOutsideViewport(range);
  if (options.select === true) editor.setSelection(range);
  if (options.focus === true) editor.focus();
}

export function handleOf(editor: Editor): CodeEditorHandle {
  const trigger = (action: string): void => editor.trigger('page', action, null);
  return {
    getText: () => editor.getValue(),
    edit: (edits) => applyEdits(editor, edits),
    undo: () => trigger('undo'),
    redo: () => trigger('redo'),
    format: () => trigger('editor.action.formatDocument'),
    focus: () => editor.focus(),
    reveal: (span, options = {}) => revealSpan(editor, span, options),
  };
}
