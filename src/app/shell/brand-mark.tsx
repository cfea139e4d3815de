import type { ReactElement } from 'react';

export function BrandMark(): ReactElement {
  return (
    <svg width="18" height="18" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        d="M16 8v4M16 12c0 4-6 3-6 7v2M16 12c0 4 6 3 6 7v2"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <circle cx="16" cy="8" r="3.2" fill="var(--on-accent)" />
      <circle cx="10" cy="23" r="3.2" fill="var(--on-accent)" />
      <circle cx="22" cy="23" r="3.2" fill="var(--on-accent)" />
    </svg>
  );
}
