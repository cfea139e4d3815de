/** A stretch of text, counted in UTF-16 units from the start. */
export interface TextSpan {
  readonly offset: number;
  readonly length: number;
}

/** Replaces a stretch of text. Offsets are those before any edit of the same list. */
export interface TextEdit extends TextSpan {
  readonly text: string;
}

export type MarkerSeverity = 'error' | 'warning' | 'info';

/** Something to say about a stretch of text: a squiggle with a message. */
export interface EditorMarker extends TextSpan {
  readonly severity: MarkerSeverity;
  readonly message: string;
}

export interface RevealOptions {
  readonly select?: boolean;
  readonly focus?: boolean;
}

/** What a page may do with an editor beside showing a text in it. */
export interface CodeEditorHandle {
  readonly getText: () => string;
  /** Changes the text as one step of the editor's own undo stack. */
  readonly edit: (edits: readonly TextEdit[]) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly format: () => void;
  readonly focus: () => void;
  /** Brings a stretch of text into view. */
  readonly reveal: (span: TextSpan, options?: RevealOptions) => void;
}

type CodeLanguage = 'json' | 'javascript';

export interface CodeEditorProps {
  readonly value: string;
  /** Without it the text can only be read. */
  readonly onChange?: (text: string) => void;
  readonly language: CodeLanguage;
  /** Names the editor for those who cannot see it. */
  readonly label: string;
  /** The name under which a JSON schema is looked up, and which keeps two texts apart: `definition.json`. */
  readonly path?: string;
  readonly markers?: readonly EditorMarker[];
  /** Lines to set apart, as those of the task selected elsewhere. */
  readonly highlight?: TextSpan | undefined;
  /** The cursor has moved by the reader's hand. */
  readonly onCursor?: (offset: number) => void;
  /** What the language itself finds wrong: broken JSON, a schema not met. */
  readonly onProblems?: (problems: readonly EditorMarker[]) => void;
  /** False where the page checks the text itself: its markers are then the only ones. */
  readonly languageChecks?: boolean;
  readonly onReady?: (handle: CodeEditorHandle) => void;
  readonly wrap?: boolean;
}

export interface DiffEditorProps {
  readonly before: string;
  readonly after: string;
  readonly language: CodeLanguage;
  readonly label: string;
  /** One column instead of two, for narrow places. */
  readonly inline?: boolean;
}
