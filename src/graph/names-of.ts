/** A few names, and how many more there are. */
export function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => (name === '' ? '(empty)' : name.slice(0, 80)));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
