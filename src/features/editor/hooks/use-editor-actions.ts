import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { GraphNode } from '#graph/index.ts';
import type { CodeEditorHandle } from '#ui/code-editor/editor-types.ts';
import { editsToFormat, editToReplace } from '../model/edits.ts';
import type { TextRange } from '../model/parsed-text.ts';
import type { Problem, TextEdit } from '../model/problem.ts';
import type { Reading } from '../model/reading.ts';
import type { DefinitionDocument } from './use-definition-document.ts';
import type { SelectedTask } from './use-selected-task.ts';

/** What the page does with the text editor, once that is there. */
export interface EditorActions {
  readonly ready: boolean;
  readonly onReady: (handle: CodeEditorHandle) => void;
  readonly showProblem: (problem: Problem) => void;
  readonly fixProblem: (problem: Problem) => void;
  readonly selectNode: (node: GraphNode | null) => void;
  /** Puts the cursor into a task's text. */
  readonly openNode: (node: GraphNode) => void;
  readonly followCursor: (offset: number) => void;
  readonly replaceText: (text: string) => void;
  readonly format: () => void;
}

/** `start` is what to show first: selected, to be typed over, or only in view. */
export interface StartingPlace {
  readonly range: TextRange;
  readonly select: boolean;
}

export function useEditorActions(
  document: DefinitionDocument,
  selected: SelectedTask,
  start: StartingPlace | undefined,
): EditorActions {
  const { reading } = document;
  const [handle, setHandle] = useState<CodeEditorHandle>();

  const isStarted = useRef(false);
  const begin = useEffectEvent((editor: CodeEditorHandle) => {
    isStarted.current = true;
    if (start !== undefined) editor.reveal(start.range, { select: start.select, focus: start.select });
  });
  const { isChecked } = reading;
  useEffect(() => {
    if (handle !== undefined && isChecked && !isStarted.current) begin(handle);
  }, [handle, isChecked]);

  function edit(edits: readonly TextEdit[]): void {
    handle?.edit(edits.map(({ offset, length, content }) => ({ offset, length, text: content })));
  }

  function showProblem(problem: Problem): void {
    handle?.reveal(problem.at, { select: true, focus: true });
  }

  // The text may have changed since the problem was found: its fix is looked up in the text as it is now.
  function fixProblem({ message }: Problem): void {
    const fix = document.read().problems.find((problem) => problem.message === message)?.fix;
    if (fix !== undefined) edit([fix.edit]);
  }

  function selectNode(node: GraphNode | null): void {
    selected.select(node?.id ?? null);
    const range = node === null ? undefined : selected.rangeOf(node);
    if (range !== undefined) handle?.reveal(headOf(range));
  }

  function openNode(node: GraphNode): void {
    selected.select(node.id);
    const range = selected.rangeOf(node);
    if (range !== undefined)
      handle?.reveal({ offset: range.offset, length: 0 }, { select: true, focus: true });
  }

  // Where the cursor is in a text that has not been read yet: its task is known only afterwards.
  const waiting = useRef<number | undefined>(undefined);

  function followCursor(offset: number): void {
    const isRead = isChecked && document.text() === reading.text;
    waiting.current = isRead ? undefined : offset;
    if (!isRead) return;
    const id = selected.nodeAt(offset)?.id ?? null;
    if (id !== selected.id) selected.select(id);
  }

  const onRead = useEffectEvent((read: Reading) => {
    const offset = waiting.current;
    if (offset !== undefined && read.isChecked && read.text === document.text()) followCursor(offset);
  });
  useEffect(() => onRead(reading), [reading]);

  return {
    ready: handle !== undefined,
    onReady: setHandle,
    showProblem,
    fixProblem,
    selectNode,
    openNode,
    followCursor,
    replaceText: (text) => edit([editToReplace(document.text(), text)]),
    format: () => edit(editsToFormat(document.text())),
  };
}

/** A task may be longer than the window: its beginning is what matters. */
export function headOf(range: TextRange): TextRange {
  return { offset: range.offset, length: Math.min(range.length, 1) };
}
