import { useEffect, useRef, useState, type ReactElement } from 'react';
import classes from './code-editor.module.css';
import type { DiffEditorProps } from './editor-types.ts';
import { commonOptions, modelOptions, monaco } from './monaco.ts';

/** Monaco's comparison of two texts. Loaded only by DiffEditor. */
export default function MonacoDiffView(props: DiffEditorProps): ReactElement {
  const { before, after, language, label, inline = false } = props;
  const container = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<monaco.editor.IStandaloneDiffEditor>();

  useEffect(() => {
    if (editor === undefined) return;
    editor.updateOptions({ renderSideBySide: !inline });
    // The comparison's own options for these names are lost on the way to its two editors.
    editor.getOriginalEditor().updateOptions({ ariaLabel: `${label}: before` });
    editor.getModifiedEditor().updateOptions({ ariaLabel: `${label}: after` });
  }, [editor, inline, label]);

  useEffect(() => {
    if (editor === undefined) return undefined;
    const original = monaco.editor.createModel(before, language);
    const modified = monaco.editor.createModel(after, language);
    original.updateOptions(modelOptions);
    modified.updateOptions(modelOptions);
    // The editor lets go of a comparison of its own a moment too late: one under way would find its texts gone.
    const comparison = editor.createViewModel({ original, modified });
    editor.setModel(comparison);
    return () => {
      editor.setModel(null);
      comparison.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [editor, before, after, language]);

  // Last, so that on leaving the texts are taken away before the editor is.
  useEffect(() => {
    if (container.current === null) return undefined;
    const created = monaco.editor.createDiffEditor(container.current, {
      ...commonOptions,
      readOnly: true,
      domReadOnly: true,
      originalEditable: false,
      hideUnchangedRegions: { enabled: true },
      renderOverviewRuler: false,
      tabFocusMode: true,
    });
    setEditor(created);
    return () => {
      created.dispose();
      setEditor(undefined);
    };
  }, []);

  return <div ref={container} className={classes['editor']} />;
}
