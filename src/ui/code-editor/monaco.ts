// Monaco with two languages. All editor features must be there before its services start: the JSON language
// would bring them in later by itself, too late for those that are services.
import * as monaco from 'monaco-editor/editor';
import './monaco-features.ts';
import 'monaco-editor/languages/definitions/javascript/register';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import JsonWorker from 'monaco-editor/language/json/json.worker?worker';
import { codeFont, loadCodeFont } from './code-font.ts';
import { followJsonSchemas } from './json-schemas.ts';

self.MonacoEnvironment = {
  getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()),
};

// Its worker has a text sent to it whole, and again after each change: not before something is asked of it. Folding
// goes by the indentation, and colours are none of this page's values.
jsonDefaults.setModeConfiguration({
  ...jsonDefaults.modeConfiguration,
  diagnostics: false,
  foldingRanges: false,
  colors: false,
});

/** From now on the language says what is wrong with JSON texts. */
export function checkJson(): void {
  const { modeConfiguration } = jsonDefaults;
  if (modeConfiguration.diagnostics !== true)
    jsonDefaults.setModeConfiguration({ ...modeConfiguration, diagnostics: true });
}

followJsonSchemas((entries) =>
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    allowComments: false,
    enableSchemaRequest: false,
    // Looked up when the language's worker is told of them, once something is asked of it.
    get schemas() {
      return entries.map(({ uri, fileMatch, schema }) => ({
        uri,
        fileMatch: [...fileMatch],
        schema: schema(),
      }));
    },
  }),
);

const themeName = 'conductor';

/** In six digits, which Monaco insists on: a build shortens `#ffffff` to `#fff`. */
function token(styles: CSSStyleDeclaration, name: string): string {
  const color = styles.getPropertyValue(`--${name}`).trim();
  return color.replace(/^#([\da-f])([\da-f])([\da-f])$/i, '#$1$1$2$2$3$3');
}

// Monaco wants colours, not variables: they are read from the tokens, and again whenever the theme changes.
function applyTheme(): void {
  const root = document.documentElement;
  const styles = getComputedStyle(root);
  const color = (name: string): string => token(styles, name);
  const foreground = (name: string): string => color(name).replace('#', '');
  monaco.editor.defineTheme(themeName, {
    base: root.dataset['mantineColorScheme'] === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: foreground('text') },
      { token: 'string.key.json', foreground: foreground('accent') },
      { token: 'string.value.json', foreground: foreground('completed') },
      { token: 'string', foreground: foreground('completed') },
      { token: 'number', foreground: foreground('timedout') },
      { token: 'keyword', foreground: foreground('accent') },
      { token: 'keyword.json', foreground: foreground('terminated') },
      { token: 'comment', foreground: foreground('faint') },
      { token: 'delimiter', foreground: foreground('muted') },
    ],
    colors: {
      'editor.background': color('surface'),
      'editor.foreground': color('text'),
      'editor.lineHighlightBackground': color('sunken'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${color('accent')}40`,
      'editorLineNumber.foreground': color('faint'),
      'editorLineNumber.activeForeground': color('text'),
      'editorIndentGuide.background1': color('line'),
      'editorWidget.background': color('surface'),
      'editorWidget.border': color('line-strong'),
      'editorHoverWidget.background': color('surface'),
      'editorHoverWidget.border': color('line-strong'),
      'editorSuggestWidget.background': color('surface'),
      'editorSuggestWidget.selectedBackground': color('accent-soft'),
      'editorSuggestWidget.selectedForeground': color('text'),
      'editorError.foreground': color('failed'),
      'editorWarning.foreground': color('paused'),
      'editorGutter.background': color('surface'),
      'scrollbarSlider.background': `${color('muted')}40`,
      'scrollbarSlider.hoverBackground': `${color('muted')}66`,
      'diffEditor.insertedLineBackground': `${color('completed')}10`,
      'diffEditor.removedLineBackground': `${color('failed')}10`,
      'diffEditor.insertedTextBackground': `${color('completed')}14`,
      'diffEditor.removedTextBackground': `${color('failed')}14`,
      focusBorder: color('focus'),
    },
  });
  monaco.editor.setTheme(themeName);
}

applyTheme();
new MutationObserver(applyTheme).observe(document.documentElement, {
  attributeFilter: ['data-mantine-color-scheme'],
});

void loadCodeFont().then(() => monaco.editor.remeasureFonts());

/** A setting of every text on the page, which Monaco knows only by this flat name. */
interface PageWideOptions {
  readonly 'bracketPairColorization.enabled': boolean;
}

export const commonOptions: monaco.editor.IEditorOptions &
  monaco.editor.IGlobalEditorOptions &
  PageWideOptions = {
  'bracketPairColorization.enabled': false,
  theme: themeName,
  fontFamily: codeFont,
  fontSize: 12,
  lineHeight: 19,
  automaticLayout: true,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  fixedOverflowWidgets: true,
  links: false,
  colorDecorators: false,
  // Its own way to ask for the reader's language, `_os`, is by `Intl`: the page would wait until that is ready.
  unicodeHighlight: { allowedLocales: { _vscode: true, [navigator.language]: true } },
  renderFinalNewline: 'on',
  renderLineHighlight: 'line',
  padding: { top: 10, bottom: 10 },
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  stickyScroll: { enabled: false },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
};

export const modelOptions: monaco.editor.ITextModelUpdateOptions = {
  tabSize: 2,
  insertSpaces: true,
};

export { monaco };
