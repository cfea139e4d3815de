import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactElement } from 'react';
import classes from './code-editor.module.css';
import {
  handleOf,
  hideLanguageProblems,
  languageProblems,
  rangeOf,
  replaceText,
  showMarkers,
} from './editor-handle.ts';
import type { CodeEditorProps, EditorMarker } from './editor-types.ts';
import { checkJson, commonOptions, modelOptions, monaco } from './monaco.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;

// Beyond this, looking for what can be folded would keep the page from answering.
const longestToFold = 1_500_000;

const noMarkers: readonly EditorMarker[] = [];
const mostEchoes = 20;
let texts = 0;

// Two editors may show the same path; their texts stay apart, and the schema's pattern still fits.
function uriOf(path: string): monaco.Uri {
  texts += 1;
  return monaco.Uri.parse(`inmemory://text/${texts}/${path}`);
}

/** Monaco itself. Loaded only by CodeEditor. */
export default function MonacoView(props: CodeEditorProps): ReactElement {
  const {
    value,
    language,
    label,
    path = `text.${language}`,
    markers = noMarkers,
    highlight,
    wrap = false,
  } = props;
  const container = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const readOnly = props.onChange === undefined;
  // Texts told to the page that may still come back as its value: by then the reader may have typed on.
  const echoes = useRef<readonly string[]>([]);
  const replacing = useRef(false);

  const options = useMemo(
    () =>
      ({
        readOnly,
        domReadOnly: readOnly,
        // Where nothing can be typed, Tab is for leaving.
        tabFocusMode: readOnly,
        ariaLabel: label,
        wordWrap: wrap ? 'on' : 'off',
      }) as const,
    [readOnly, label, wrap],
  );

  const initialValue = useEffectEvent(() => value);
  // With all of them at once: each change of options is passed on to every part of the editor.
  const create = useEffectEvent((place: HTMLElement, model: monaco.editor.ITextModel) => {
    const folding = model.getValueLength() <= longestToFold;
    return monaco.editor.create(place, { ...commonOptions, ...options, folding, model });
  });
  const onEdited = useEffectEvent((text: string) => {
    if (replacing.current) return;
    echoes.current = [...echoes.current.slice(-mostEchoes), text];
    props.onChange?.(text);
  });
  const onCursor = useEffectEvent((offset: number) => props.onCursor?.(offset));
  const onProblems = useEffectEvent((created: Editor) => {
    const model = created.getModel();
    if (model === null) return;
    if (props.languageChecks === false) hideLanguageProblems(model);
    props.onProblems?.(languageProblems(model));
  });
  const onReady = useEffectEvent((created: Editor) => props.onReady?.(handleOf(created)));

  const isChecked = language === 'json' && !readOnly && props.languageChecks !== false;
  useEffect(() => {
    if (isChecked) checkJson();
  }, [isChecked]);

  useEffect(() => {
    if (container.current === null) return undefined;
    const model = monaco.editor.createModel(initialValue(), language, uriOf(path));
    model.updateOptions(modelOptions);
    const created = create(container.current, model);
    const subscriptions = [
      created.onDidChangeModelContent(() => onEdited(model.getValue())),
      created.onDidChangeCursorPosition((event) => {
        const byHand = event.source === 'keyboard' || event.source === 'mouse';
        if (byHand) onCursor(model.getOffsetAt(event.position));
      }),
      monaco.editor.onDidChangeMarkers((uris) => {
        if (uris.some((uri) => uri.toString() === model.uri.toString())) onProblems(created);
      }),
    ];
    setEditor(created);
    return () => {
      for (const subscription of subscriptions) subscription.dispose();
      created.dispose();
      model.dispose();
      setEditor(undefined);
    };
  }, [language, path]);

  useEffect(() => {
    editor?.updateOptions(options);
  }, [editor, options]);

  useEffect(() => {
    if (editor === undefined) return;
    const echo = echoes.current.lastIndexOf(value);
    const late = echo >= 0 && echo < echoes.current.length - 1;
    echoes.current = echoes.current.slice(echo + 1);
    if (late || editor.getValue() === value) return;
    echoes.current = [];
    replacing.current = true;
    replaceText(editor, value);
    replacing.current = false;
  }, [editor, value]);

  useEffect(() => {
    const model = editor?.getModel();
    if (model !== undefined && model !== null) showMarkers(model, markers);
  }, [editor, markers]);

  useEffect(() => {
    const model = editor?.getModel();
    if (editor === undefined || model === undefined || model === null || highlight === undefined)
      return undefined;
    const lines = editor.createDecorationsCollection([
      {
        range: rangeOf(model, highlight),
        options: { isWholeLine: true, className: classes['highlight'] ?? '' },
      },
    ]);
    return () => lines.clear();
  }, [editor, highlight]);

  useEffect(() => {
    if (editor !== undefined) onReady(editor);
  }, [editor]);

  return <div ref={container} className={classes['editor']} />;
}
