import { dataUrlOf } from './data-url.ts';
import type { Ruler } from './page-style.ts';
import type { Tokens } from './svg-style.ts';
import { holdsAny } from './unicode-range.ts';

const kept = new Map<string, Promise<string>>();

/** The page's own fonts as rules that hold them: those of its families in which any of the characters is. */
export async function fontRules(tokens: Tokens, seen: Ruler['seen'], signal: AbortSignal): Promise<string> {
  const wanted = (['font', 'mono'] as const).map((token) => ({
    family: nameOf(tokens(token).split(',')[0] ?? ''),
    characters: seen[token],
  }));
  const faces = [...document.styleSheets].flatMap(facesOf).filter(({ style }) => {
    const family = nameOf(style.getPropertyValue('font-family'));
    const range = style.getPropertyValue('unicode-range');
    return wanted.some((each) => each.family === family && holdsAny(range, each.characters));
  });
  const rules = await Promise.all(faces.map(embedded));
  signal.throwIfAborted();
  return rules.join('\n');
}

function facesOf(sheet: CSSStyleSheet): readonly CSSFontFaceRule[] {
  return [...sheet.cssRules].flatMap((rule) => {
    if (rule instanceof CSSImportRule && rule.styleSheet !== null) return facesOf(rule.styleSheet);
    return rule instanceof CSSFontFaceRule ? [rule] : [];
  });
}

async function embedded({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const source = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1] ?? '';
  const address = new URL(source, parentStyleSheet?.href ?? document.baseURI).href;
  // Small files stand in the style sheet itself.
  const data = source.startsWith('data:') ? source : (kept.get(address) ?? fetchFont(address));
  if (typeof data !== 'string') kept.set(address, data);
  const descriptors = ['font-family', 'font-style', 'font-weight', 'unicode-range']
    .map((name) => [name, style.getPropertyValue(name)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}:${value}`);
  return `@font-face{${descriptors.join(';')};src:url(${await data}) format('woff2')}`;
}

async function fetchFont(address: string): Promise<string> {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await dataUrlOf(new Blob([await response.arrayBuffer()], { type: 'font/woff2' }));
  } catch (error) {
    kept.delete(address);
    throw new Error('A font of the page could not be fetched from its server', { cause: error });
  }
}

function nameOf(family: string): string {
  return family.trim().replaceAll(/["']/g, '');
}
