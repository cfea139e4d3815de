import type { Advance } from './fit-text.ts';
import type { Tokens } from './svg-style.ts';
import { textDeclarations } from './text-styles.ts';

/** The tokens as they are for an element now. */
export function tokensOf(element: Element): Tokens {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (name) => {
    const value = known.get(name) ?? (style.getPropertyValue(`--${name}`).trim() || 'gray');
    known.set(name, value);
    return value;
  };
}

export interface Ruler {
  readonly advance: Advance;
  /** Every character measured so far, by font family. */
  readonly seen: Readonly<Record<'font' | 'mono', ReadonlySet<string>>>;
  readonly remove: () => void;
}

/** Where nobody sees it, and nothing else has to be laid out. */
const apart = 'position:fixed;top:0;left:0;visibility:hidden;white-space:pre;contain:layout style';

/** So many at once, so that what the screen rounds does not count. */
const copies = 16;

/**
 * Measures characters in the page's own fonts, each once. A canvas would know nothing of the features that give all
 * figures one width.
 */
export function createRuler(tokens: Tokens): Ruler {
  const probe = document.createElement('span');
  probe.ariaHidden = 'true';
  document.body.append(probe);
  const widths = new Map<string, number>();
  const seen = { font: new Set<string>(), mono: new Set<string>() };
  return {
    seen,
    remove: () => probe.remove(),
    advance(character, style) {
      const key = `${style} ${character}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      seen[style === 'time' ? 'mono' : 'font'].add(character);
      probe.style.cssText = `${apart};${textDeclarations(style, tokens)}`;
      probe.textContent = character.repeat(copies);
      const width = probe.getBoundingClientRect().width / copies;
      widths.set(key, width);
      return width;
    },
  };
}
