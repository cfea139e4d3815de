interface TextStyle {
  readonly size: number;
  readonly weight: number;
  readonly family: 'font' | 'mono';
  readonly isItalic: boolean;
}

const plain = { weight: 400, family: 'font', isItalic: false } as const;

/** The texts of a drawing, as card.module.css and edge-layer.module.css set them. */
const textStyles = {
  name: { ...plain, size: 13, weight: 500 },
  detail: { ...plain, size: 12 },
  time: { ...plain, size: 11, family: 'mono' },
  label: { ...plain, size: 11 },
  otherwise: { ...plain, size: 11, isItalic: true },
  terminal: { ...plain, size: 12 },
} as const satisfies Readonly<Record<string, TextStyle>>;

export type TextStyleName = keyof typeof textStyles;

export const textStyleNames: readonly TextStyleName[] = [
  'name',
  'detail',
  'time',
  'label',
  'otherwise',
  'terminal',
];

/** A style as CSS declarations, given the tokens of both font families. */
export function textDeclarations(name: TextStyleName, tokens: (name: string) => string): string {
  const { size, weight, family, isItalic } = textStyles[name];
  const font = `${isItalic ? 'italic ' : ''}${weight} ${size}px ${tokens(family)}`;
  // As base.css has it: figures of one width. The order counts, because `font` undoes all features.
  return `font:${font};font-feature-settings:${family === 'mono' ? 'normal' : "'tnum', 'cv11'"}`;
}
