import type { ReactElement } from 'react';
import type { StatusShape, StatusTone } from './status-info.ts';
import classes from './status.module.css';

const disc = <circle cx="7" cy="7" r="6" fill="currentColor" />;
const stroke = {
  fill: 'none',
  stroke: 'var(--surface)',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const ring = { cx: 7, cy: 7, r: 5.2, fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 } as const;

const shapes: Readonly<Record<StatusShape, ReactElement>> = {
  check: (
    <>
      {disc}
      <path d="M4.3 7.2l1.9 1.9 3.6-4" {...stroke} />
    </>
  ),
  cross: (
    <>
      {disc}
      <path d="M5 5l4 4M9 5l-4 4" {...stroke} />
    </>
  ),
  spinner: (
    <>
      <circle {...ring} strokeOpacity={0.3} />
      <path d="M7 1.8a5.2 5.2 0 0 1 5.2 5.2" {...stroke} stroke="currentColor" />
    </>
  ),
  pause: (
    <>
      {disc}
      <path d="M5.6 4.8v4.4M8.4 4.8v4.4" {...stroke} />
    </>
  ),
  clock: (
    <>
      <circle {...ring} />
      <path d="M7 4.2V7l2 1.3" {...stroke} stroke="currentColor" />
    </>
  ),
  square: (
    <>
      {disc}
      <rect x="4.8" y="4.8" width="4.4" height="4.4" rx=".8" fill="var(--surface)" />
    </>
  ),
  warning: (
    <>
      <path d="M7 1.5L13 12.5H1z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M7 5.5v3M7 10.3v.2" {...stroke} strokeWidth={1.5} />
    </>
  ),
  dashed: <circle {...ring} strokeDasharray="2.2 2.2" />,
  skip: (
    <>
      <circle {...ring} />
      <path d="M4.6 7h4.8M7.6 5.2L9.4 7 7.6 8.8" {...stroke} stroke="currentColor" strokeWidth={1.3} />
    </>
  ),
  question: (
    <>
      <circle {...ring} />
      <path
        d="M5.5 5.7a1.5 1.5 0 1 1 2.2 1.3c-.5.3-.7.5-.7 1M7 9.8v.1"
        {...stroke}
        stroke="currentColor"
        strokeWidth={1.3}
      />
    </>
  ),
};

export interface StatusGlyphProps {
  readonly shape: StatusShape;
  readonly tone: StatusTone;
  readonly size?: number;
}

/** The bare picture of a status: decoration beside its word, never in place of it. */
export function StatusGlyph({ shape, tone, size = 14 }: StatusGlyphProps): ReactElement {
  return (
    <svg
      className={`${classes['glyph']} ${classes[tone]}`}
      data-shape={shape}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      {shapes[shape]}
    </svg>
  );
}
