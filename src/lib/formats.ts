/** `18,204`. Not by `Intl`: until its first number a browser looks through all languages it knows, and the page waits. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 execution`, `3 executions` */
export function formatQuantity(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** `820 B`, `1.2 kB`, `3.4 MB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A name as it is, in quotes where otherwise nothing of it would be seen. */
export function visibleName(name: string): string {
  return name !== '' && /^[\s\p{C}]*$/u.test(name) ? JSON.stringify(name) : name;
}

/** The first part of a long id; short ids stay whole. */
export function shortId(id: string): string {
  return id.length <= 12 ? id : id.slice(0, 8);
}
